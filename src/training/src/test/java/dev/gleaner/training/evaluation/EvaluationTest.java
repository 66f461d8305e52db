package dev.gleaner.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.schema.Polarity;
import dev.gleaner.training.AssessedExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private final Evaluation evaluation = Evaluation.asGiven(Assessed.MODEL, Assessed.few(), 1);
    private final DataSetFigures real = evaluation.dataSets().get(0);

    @Test
    void shouldKeepRealAndWrittenApart() {
        assertThat(evaluation.dataSets())
                .extracting(DataSetFigures::origin, DataSetFigures::exchanges, DataSetFigures::groups)
                .containsExactly(tuple(Origin.REAL, 5, 3), tuple(Origin.WRITTEN, 1, 1));
    }

    @Test
    void shouldForceFromTheLowerEndOfTheBandOnAndDecideFromTheUpper() {
        HeadFigures satisfied = real.heads().get(0);

        assertThat(satisfied.head()).isEqualTo(ModelConfig.SATISFIED);
        assertThat(satisfied.positives()).isEqualTo(3);
        assertThat(satisfied.forced().recall().value()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(satisfied.decided().recall().value()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(satisfied.decided().precision().value()).isEqualTo(1);
        assertThat(satisfied.undecided()).isCloseTo(1 / 5.0, within(1e-9));
        assertThat(satisfied.ranking().orElseThrow().areaUnderCurve().value()).isEqualTo(1);
    }

    @Test
    void shouldGiveNoIntervalsNarrowerThanTheGroupsAllow() {
        Estimate recall = real.heads().get(0).forced().recall();

        assertThat(recall.low()).isZero(); // all of it may be like source b
        assertThat(recall.high()).isEqualTo(1); // or like source a
    }

    @Test
    void shouldTellOfBoundOnlyWhatTheModelTells() {
        HeadFigures bound = real.heads().get(2);

        assertThat(bound.forced().f1().value()).isEqualTo(1);
        assertThat(bound.ranking()).isEmpty();
    }

    @Test
    void shouldCountPolarityGivenByPolarityExpected() {
        Map<Polarity, Map<Polarity, Integer>> counts = real.confusion().counts();

        assertThat(counts.get(Polarity.SATISFIED))
                .containsEntry(Polarity.SATISFIED, 1)
                .containsEntry(Polarity.ABSTAINED, 1)
                .containsEntry(Polarity.NONE, 1);
        assertThat(counts.get(Polarity.NONE))
                .containsEntry(Polarity.DISSATISFIED, 1)
                .containsEntry(Polarity.NONE, 1);
        assertThat(counts).doesNotContainKey(Polarity.ABSTAINED);
    }

    @Test
    void shouldThrowSmallSourcesTogetherAndTellLargeOnesApart() {
        List<AssessedExchange> exchanges = Stream.of(
                        Collections.nCopies(20, Assessed.thanks("large", 0.9)),
                        List.of(Assessed.thanks("tiny", 0.1), Assessed.nothing("small", 0.1)))
                .flatMap(List::stream)
                .toList();

        List<SliceFigures> sources = Evaluation.asGiven(Assessed.MODEL, exchanges, 1)
                .dataSets()
                .get(0)
                .sources();

        assertThat(sources)
                .extracting(SliceFigures::name)
                .containsExactly("large", "2 others, each of fewer than 20 exchanges");
        assertThat(sources.get(0).satisfied().f1().value()).isEqualTo(1);
        assertThat(sources.get(1).satisfied().f1().value()).isZero();
    }

    @Test
    void shouldChooseTheThresholdOfACategoryOnOtherGroups() {
        // Thanks stand out within each source; but what is low in one is high in the other, so that the other's
        // threshold misleads
        List<AssessedExchange> exchanges = List.of(
                Assessed.thanks("timid", Map.of(Category.GRATITUDE, 0.3)),
                Assessed.nothing("timid", Map.of(Category.GRATITUDE, 0.1)),
                Assessed.thanks("bold", Map.of(Category.GRATITUDE, 0.9)),
                Assessed.nothing("bold", Map.of(Category.GRATITUDE, 0.6)));

        PrecisionRecall gratitude = Evaluation.asGiven(Assessed.MODEL, exchanges, 1)
                .dataSets()
                .get(0)
                .categories()
                .get(0)
                .quality();

        assertThat(gratitude.said()).isEqualTo(2); // both of bold from 0.3 on, none of timid from 0.9 on
        assertThat(gratitude.precision().value()).isEqualTo(0.5);
        assertThat(gratitude.recall().value()).isEqualTo(0.5);
    }

    @Test
    void shouldAverageOnlyCategoriesWithEnoughPositives() {
        assertThat(real.macroF1()).isNaN();
        assertThat(Evaluation.asGiven(
                                Assessed.MODEL,
                                Stream.concat(
                                                Collections.nCopies(20, Assessed.thanks("a", 0.9)).stream(),
                                                Collections.nCopies(20, Assessed.thanks("b", 0.9)).stream())
                                        .toList(),
                                1)
                        .dataSets()
                        .get(0)
                        .macroF1())
                .isEqualTo(1);
    }
}
