package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void shouldLeaveAShortTextAsItIs() {
        assertThat(Excerpt.head("short", 5)).isEqualTo("short");
        assertThat(Excerpt.headAndTail("short", 5)).isEqualTo("short");
    }

    @Test
    void shouldKeepTheStartOfALongTextWithinTheLimit() {
        assertThat(Excerpt.head("abcdefgh", 5)).isEqualTo("abcd…");
    }

    @Test
    void shouldKeepStartAndEndOfALongTextWithinTheLimit() {
        assertThat(Excerpt.headAndTail("a".repeat(50) + "b".repeat(50), 15)).isEqualTo("aaaaa\n[…]\nbbbbb");
    }

    @Test
    void shouldNotCutACharacterInTwo() {
        assertThat(Excerpt.head("abc😀def", 5)).isEqualTo("abc…");
        assertThat(Excerpt.headAndTail("abcd😀" + "x".repeat(50), 15)).startsWith("abcd\n[…]");
    }
}
