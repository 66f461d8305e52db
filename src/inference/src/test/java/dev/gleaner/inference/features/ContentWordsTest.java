package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentWordsTest {

    @Test
    void shouldLeaveOutSmallWords() {
        assertThat(words("please make this one with that").count()).isZero();
        assertThat(words("bake the bread, bread!").count()).isEqualTo(2);
    }

    @Test
    void shouldTakeNoOffenceAtEndings() {
        assertThat(words("shortening").sharedWith(words("shortened"))).isEqualTo(1);
    }

    @Test
    void shouldFindWordsInScriptsWithoutSpaces() {
        assertThat(words("我要去北京").sharedWith(words("北京很大"))).isEqualTo(1);
    }

    @Test
    void shouldCountWhatOneTextHasAndAnotherHasNot() {
        DistinctHashes said = words("vegetarian dinner guests");

        assertThat(said.inOneNotOther(words("vegetarian guests"), words("dinner guests")))
                .isEqualTo(1);
    }

    private static DistinctHashes words(String text) {
        return ContentWords.of(Tokenizer.read(text));
    }
}
