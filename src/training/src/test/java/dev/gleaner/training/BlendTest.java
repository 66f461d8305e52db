package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendTest {

    private static final int[] ALL = IntStream.range(0, 400).toArray();

    @Test
    void shouldLeaveAHeadAsItIs() {
        assertThat(Blend.none(2).logit(1, new double[] {3, -0.5})).isEqualTo(-0.5);
    }

    @Test
    void shouldLeaveAHeadAsItIsWhereThereIsNothingToLearn() {
        assertThat(Blend.fit(new double[][] {new double[400]}, 0, new boolean[400], ALL)
                        .logit(0, new double[] {2}))
                .isEqualTo(2);
    }

    @Test
    void shouldLearnThatAHeadFollowsWhenAnyOtherFires() {
        Random random = new Random(3);
        double[][] logits = new double[3][ALL.length];
        boolean[] any = new boolean[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            boolean first = random.nextInt(4) == 0;
            boolean second = random.nextInt(4) == 0;
            logits[1][i] = first ? 4 : -4;
            logits[2][i] = second ? 4 : -4;
            any[i] = first || second;
        }

        Blend blend = Blend.fit(logits, 0, any, ALL);

        assertThat(blend.logit(0, new double[] {0, 4, -4})).isPositive();
        assertThat(blend.logit(0, new double[] {0, -4, 4})).isPositive();
        assertThat(blend.logit(0, new double[] {0, -4, -4})).isNegative();
    }

    @Test
    void shouldLearnFromTheGivenExchangesOnly() {
        double[][] logits = {IntStream.of(ALL).mapToDouble(i -> i % 3 - 1).toArray()};
        boolean[] labels = new boolean[ALL.length];
        boolean[] otherwise = new boolean[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            labels[i] = i % 3 == 0;
            otherwise[i] = i < 200 ? labels[i] : !labels[i];
        }
        int[] firstHalf = IntStream.range(0, 200).toArray();

        assertThat(Blend.fit(logits, 0, labels, firstHalf).own())
                .isEqualTo(Blend.fit(logits, 0, otherwise, firstHalf).own());
    }
}
