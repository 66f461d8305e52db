package dev.gleaner.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AbstainCurveTest {

    @Test
    void shouldGivePrecisionAndRecallOfWhatIsStillDecided() {
        double[] probabilities = {0.9, 0.8, 0.7, 0.6, 0.1};
        boolean[] labels = {true, true, false, true, true};

        List<AbstainCurve.Point> points =
                AbstainCurve.of(0.6, new Scored(probabilities, labels)).points();

        assertThat(points)
                .containsExactly(
                        new AbstainCurve.Point(0.9, 0.25, 1, 0.25),
                        new AbstainCurve.Point(0.8, 0.5, 1, 0.5),
                        new AbstainCurve.Point(0.7, 0.75, 2 / 3.0, 0.5),
                        new AbstainCurve.Point(0.6, 1, 0.75, 0.75));
    }

    @Test
    void shouldBeEmptyWhereNothingWouldBeSaid() {
        assertThat(AbstainCurve.of(0.9, new Scored(new double[] {0.1}, new boolean[] {true}))
                        .points())
                .isEmpty();
    }

    @Property
    void shouldCoverMoreAsTheThresholdFalls(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int exchanges,
            @ForAll @DoubleRange(max = 0.9) double from) {
        Random random = new Random(seed);
        double[] probabilities = new double[exchanges];
        boolean[] labels = new boolean[exchanges];
        for (int i = 0; i < exchanges; i++) {
            probabilities[i] = random.nextInt(40) / 40.0; // with ties
            labels[i] = i == 0 || random.nextDouble() < probabilities[i]; // recall needs a true one
        }

        List<AbstainCurve.Point> points =
                AbstainCurve.of(from, new Scored(probabilities, labels)).points();

        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).coverage()).isGreaterThan(points.get(i - 1).coverage());
            assertThat(points.get(i).threshold()).isLessThan(points.get(i - 1).threshold());
            assertThat(points.get(i).recall())
                    .isGreaterThanOrEqualTo(points.get(i - 1).recall());
        }
        if (!points.isEmpty()) {
            assertThat(points.get(points.size() - 1).coverage()).isEqualTo(1);
        }
    }
}
