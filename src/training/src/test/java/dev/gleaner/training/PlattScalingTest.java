package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlattScalingTest {

    @Test
    void shouldFindTheSlopeAndOffsetThatMadeTheLabels() {
        Random random = new Random(7);
        double[] scores = random.doubles(20_000, -4, 4).toArray();
        boolean[] labels = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            labels[i] = random.nextDouble() < PlattScaling.sigmoid(2 * scores[i] - 1);
        }

        PlattScaling scaling = PlattScaling.fit(scores, labels);

        assertThat(scaling.slope()).isCloseTo(2, within(0.15));
        assertThat(scaling.offset()).isCloseTo(-1, within(0.15));
    }

    @Test
    void shouldGiveTheBaseRateWhereScoresSayNothing() {
        boolean[] labels = new boolean[1000];
        for (int i = 0; i < 100; i++) {
            labels[i] = true;
        }

        assertThat(PlattScaling.fit(new double[1000], labels).probability(0)).isCloseTo(0.1, within(0.005));
    }

    @Test
    void shouldFlattenAHeadThatRanksTheWrongWayRound() {
        assertThat(PlattScaling.fit(new double[] {-1, -2, 1, 2}, new boolean[] {true, true, false, false})
                        .slope())
                .isZero();
    }
}
