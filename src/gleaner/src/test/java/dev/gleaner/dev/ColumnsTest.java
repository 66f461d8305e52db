package dev.gleaner.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({"short,10,short", "exactly10!,10,exactly10!", "more than ten,10,more than…", "日本語テキスト,8,日本語…"})
    void shouldCutToColumnsNotToLetters(String text, int columns, String cut) {
        assertThat(Columns.cut(text, columns)).isEqualTo(cut);
    }

    @Test
    void shouldLetNoTextOfAUserSteerTheTerminal() {
        assertThat(Columns.cut("a\u001b[2Jb\nc\u202ed", 20)).isEqualTo("a [2Jb c d");
    }

    @Test
    void shouldFillUpToColumns() {
        assertThat(Columns.fill("日本", 6)).isEqualTo("日本  ");
    }
}
