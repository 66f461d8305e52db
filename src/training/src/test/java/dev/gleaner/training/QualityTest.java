package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
    void shouldSayNothingOfPrecisionWhereNothingIsSaid() {
        Quality silent = Quality.at(0.95, probabilities, labels);

        assertThat(silent.precision()).isNaN();
        assertThat(silent.recall()).isZero();
        assertThat(silent.f1()).isZero();
    }

    @Test
    void shouldCountTwiceWhatIsPickedTwice() {
        boolean[] said = Quality.said(0.7, probabilities);

        assertThat(Quality.of(said, labels, new int[] {0, 0, 1})).isEqualTo(new Quality(3, 2, 2));
    }

    @Test
    void shouldLoseWhatACoinLoses() {
        assertThat(Quality.logLoss(new double[] {0.5, 0.5}, new boolean[] {true, false}))
                .isCloseTo(Math.log(2), within(1e-9));
    }

    @Property
    void shouldAgreeWithCountingAllPairs(@ForAll @Size(min = 2, max = 40) List<@IntRange(max = 9) Integer> draws) {
        double[] drawn = draws.stream().mapToDouble(draw -> draw / 10.0).toArray();
        boolean[] alternate = new boolean[drawn.length];
        for (int i = 0; i < drawn.length; i += 2) {
            alternate[i] = true;
        }

        double right = 0;
        int pairs = 0;
        for (int yes = 0; yes < drawn.length; yes += 2) {
            for (int no = 1; no < drawn.length; no += 2) {
                right += drawn[yes] > drawn[no] ? 1 : drawn[yes] == drawn[no] ? 0.5 : 0;
                pairs++;
            }
        }

        assertThat(Quality.areaUnderCurve(drawn, alternate)).isCloseTo(right / pairs, within(1e-9));
    }
}
