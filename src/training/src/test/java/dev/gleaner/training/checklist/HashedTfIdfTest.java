package dev.gleaner.training.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HashedTfIdfTest {

    private static double cosine(double[] one, double[] other) {
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            square += one[i] * one[i];
            otherSquare += other[i] * other[i];
        }
        return product / Math.sqrt(square * otherSquare);
    }

    private static double likeness(List<String> texts, int one, int other) {
        List<double[]> vectors = new HashedTfIdf().embed(texts);
        return cosine(vectors.get(one), vectors.get(other));
    }

    @Test
    void shouldPlaceTextsOfTheSameWordsTogetherWhateverTheirCaseAndOrder() {
        assertThat(likeness(List.of("Sort a list, in Python!", "in python sort A LIST", "a poem"), 0, 1))
                .isGreaterThan(0.999);
    }

    @Test
    void shouldSetRareWordsAboveCommonOnes() {
        List<String> texts = List.of(
                "please write the sonnet",
                "please fix the sonnet",
                "please write the invoice",
                "please write the mail");

        assertThat(likeness(texts, 0, 1)).isGreaterThan(likeness(texts, 0, 2));
    }

    @Test
    void shouldReadScriptsThatPutNoBlanksBetweenWords() {
        assertThat(likeness(List.of("写一首关于春天的诗", "写一首关于秋天的诗", "把清单排序"), 0, 1)).isBetween(0.5, 0.99);
    }

    @Test
    void shouldGiveTextsWithoutWordsNoPlace() {
        assertThat(new HashedTfIdf().embed(List.of("!?", "word")).get(0)).containsOnly(0);
    }
}
