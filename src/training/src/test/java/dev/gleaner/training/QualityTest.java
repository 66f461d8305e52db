package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QualityTest {

    private final double[] probabilities = {0.9, 0.8, 0.7, 0.2, 0.1};
    private final boolean[] labels = {true, false, true, true, false};

    @Test
    void shouldCountPrecisionAndRecallAtAThreshold() {
        Quality quality = Quality.at(0.7, probabilities, labels);

        assertThat(quality.precision()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(quality.recall()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(quality.f1()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void shouldFindTheThresholdOfTheBestF1() {
        assertThat(Quality.bestThreshold(probabilities, labels)).isEqualTo(0.2);
    }

    @Test
    void shouldCountTheShareOfPairsInTheRightOrder() {
        assertThat(Quality.areaUnderCurve(probabilities, labels)).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(Quality.areaUnderCurve(new double[] {1, 1}, new boolean[] {true, false}))
                .isEqualTo(0.5);
    }

    @Test
    void shouldFindNoThresholdForAPrecisionOutOfReach() {
        double[] same = new double[100];
        boolean[] half = new boolean[100];
        for (int i = 0; i < 100; i += 2) {
            half[i] = true;
        }

        assertThat(Quality.thresholdForPrecision(0.85, same, half)).isEqualTo(1);
    }

    @Test
    void shouldCallProbabilitiesThatComeTrueCalibrated() {
        double[] stated = {0.5, 0.5, 0.5, 0.5};

        assertThat(Quality.calibrationError(stated, new boolean[] {true, false, true, false}))
                .isZero();
        assertThat(Quality.calibrationError(stated, new boolean[] {true, true, true, true}))
                .isEqualTo(0.5);
    }
}
