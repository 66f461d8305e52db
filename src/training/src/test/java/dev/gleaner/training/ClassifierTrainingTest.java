package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTrainingTest {

    private static final List<LabelledExchange> EXCHANGES = SmallLabels.exchanges();

    private final Set<String> headsDone = new ConcurrentSkipListSet<>();
    private final ClassifierTraining training = new ClassifierTraining(1, (head, loss, area) -> headsDone.add(head));

    @Test
    void shouldWriteAModelDirectoryThatOpens(@TempDir Path folder) {
        training.train(EXCHANGES).writeTo(folder.resolve("new"));

        try (FeedbackModel model = FeedbackModel.open(folder.resolve("new"))) {
            assertThat(model.classify(List.of(new ExchangeText("p", "r", "ok"))))
                    .hasSize(1);
        }
    }

    @Test
    void shouldTellOfEveryHeadAndAssessEveryExchange() {
        TrainedClassifier trained = training.train(EXCHANGES);

        assertThat(headsDone).containsExactlyInAnyOrderElementsOf(ModelConfig.expectedHeads());
        assertThat(trained.outOfFold()).extracting(AssessedExchange::exchange).isEqualTo(EXCHANGES);
    }

    @Test
    void shouldSayHowItSplitByGroup() {
        Split split = training.train(EXCHANGES).split();

        assertThat(split.folds()).hasSize(10).allSatisfy(fold -> assertThat(fold.groups())
                .isEqualTo(1));
        assertThat(split.folds().stream().mapToInt(Split.Fold::exchanges).sum()).isEqualTo(EXCHANGES.size());
    }

    @Test
    void shouldLearnFromMoreButTakeNoFigureOnIt() {
        List<WeightedExchange> more = Collections.nCopies(8, SmallLabels.more("elsewhere", 1));

        TrainedClassifier alone = training.train(EXCHANGES);
        TrainedClassifier together = training.train(EXCHANGES, more);

        assertThat(together.model()).isNotEqualTo(alone.model());
        assertThat(together.config().trainingData()).endsWith(" Learned from 8 more, on which no figure was taken.");
        assertThat(together.outOfFold()).extracting(AssessedExchange::exchange).isEqualTo(EXCHANGES);
        assertThat(together.split()).isEqualTo(alone.split());
    }

    @Test
    void shouldLearnNothingFromWhatCountsNothing() {
        List<WeightedExchange> guessed =
                List.of(SmallLabels.more(EXCHANGES.get(0).group(), 0));

        assertThat(training.train(EXCHANGES, guessed).config().satisfied())
                .isEqualTo(training.train(EXCHANGES).config().satisfied());
    }

    @Test
    void shouldNotLearnInOneGroupWhatIsTestedInAnother() {
        LabelledExchange tested = EXCHANGES.get(0);
        LabelledExchange copy = new LabelledExchange(
                tested.text(),
                tested.bound(),
                Set.of(Category.PRAISE),
                tested.origin(),
                "elsewhere",
                tested.language());

        assertThat(training.train(EXCHANGES, List.of(new WeightedExchange(copy, 1)))
                        .model())
                .isEqualTo(training.train(EXCHANGES).model());
    }

    @Test
    void shouldRefuseTooFewGroupsToHoldOneOut() {
        List<LabelledExchange> oneGroup = EXCHANGES.stream()
                .filter(exchange -> exchange.group().equals(EXCHANGES.get(0).group()))
                .toList();

        assertThatThrownBy(() -> training.train(oneGroup))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 sources or conversations, and at least 5 are needed");
    }

    @Test
    void shouldRefuseLabelsThatTeachNothing() {
        List<LabelledExchange> neverSatisfied = EXCHANGES.stream()
                .filter(exchange -> !exchange.label(ModelConfig.SATISFIED))
                .collect(Collectors.toList());

        assertThatThrownBy(() -> training.train(neverSatisfied))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No exchange is labelled with a category of 'satisfied'");
    }
}
