package dev.gleaner.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void shouldHaveNoErrorWhereProbabilitiesComeTrue() {
        double[] stated = {0.5, 0.5, 0.5, 0.5};

        assertThat(Calibration.of(new Scored(stated, new boolean[] {true, false, true, false}))
                        .error())
                .isZero();
        assertThat(Calibration.of(new Scored(stated, new boolean[] {true, true, true, true}))
                        .error())
                .isEqualTo(0.5);
    }

    @Test
    void shouldWeighTheGapOfEachBinByItsExchanges() {
        Calibration calibration =
                Calibration.of(new Scored(new double[] {0.12, 0.18, 0.9, 1}, new boolean[] {false, true, true, true}));

        // bin 0.1 to 0.2: |0.15 - 0.5| of two; bin 0.9 to 1: |0.95 - 1| of two
        assertThat(calibration.error()).isCloseTo((0.35 + 0.05) / 2, within(1e-9));
        assertThat(calibration.bins()).hasSize(2);
        assertThat(calibration.bins().get(1).exchanges()).isEqualTo(2);
        assertThat(calibration.bins().get(1).observed()).isEqualTo(1);
    }
}
