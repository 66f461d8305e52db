package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.liblinear.Feature;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureMatrixTest {

    private static final List<LabelledExchange> SCORED = SmallLabels.exchanges();

    @Test
    void shouldLeaveOutOfTheModelWhatIsTrueOfMadeUpTalkAlone() {
        FeatureMatrix matrix = matrix(Origin.WRITTEN);

        Set<Integer> ofMadeUpTalk = columns(matrix.rows()[SCORED.size()]);
        ofMadeUpTalk.removeAll(columns(matrix.rows()[0]));
        double[] weights = new double[matrix.columns()];
        ofMadeUpTalk.forEach(column -> weights[column - 1] = 1);

        assertThat(ofMadeUpTalk).isNotEmpty();
        assertThat(IntStream.range(0, matrix.ids()).mapToDouble(id -> matrix.weight(weights, id)))
                .containsOnly(0.0);
    }

    @Test
    void shouldLearnFromFoundTalkAsFromThatWhichIsScored() {
        FeatureMatrix matrix = matrix(Origin.REAL);

        assertThat(columns(matrix.rows()[SCORED.size()])).isEqualTo(columns(matrix.rows()[0]));
    }

    /** The scored exchanges, and after them the same once more to learn from only. */
    private static FeatureMatrix matrix(Origin origin) {
        List<WeightedExchange> more = SCORED.stream()
                .map(exchange -> new LabelledExchange(
                        exchange.text(), exchange.bound(), exchange.categories(), origin, "elsewhere", "en"))
                .map(exchange -> new WeightedExchange(exchange, 1))
                .toList();
        return FeatureMatrix.of(TrainingRows.of(SCORED, more, Folds.assign(SCORED, 2, 1)), 1 << 10, 1);
    }

    private static Set<Integer> columns(Feature[] row) {
        return Arrays.stream(row).map(Feature::getIndex).collect(Collectors.toSet());
    }
}
