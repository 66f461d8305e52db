package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.topology.classify.ExchangeText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    void shouldLearnFromATeacherButTakeNoFigureOnWhatItLabelled() {
        List<TaughtExchange> taught = IntStream.range(0, 8)
                .mapToObj(i -> SmallLabels.taught("t" + i, "elsewhere", 1))
                .toList();

        TrainedClassifier alone = training.train(EXCHANGES);
        TrainedClassifier together = training.train(EXCHANGES, taught);

        assertThat(together.model()).isNotEqualTo(alone.model());
        assertThat(together.config().trainingData())
                .endsWith(" A language model labelled 8 more, which count by its confidence, in training only.");
        assertThat(together.outOfFold()).extracting(AssessedExchange::exchange).isEqualTo(EXCHANGES);
        assertThat(together.split()).isEqualTo(alone.split());
    }

    @Test
    void shouldLearnNothingFromATeacherThatIsNotSure() {
        List<TaughtExchange> guessed =
                List.of(SmallLabels.taught("t", EXCHANGES.get(0).group(), 0));

        assertThat(training.train(EXCHANGES, guessed).config().satisfied())
                .isEqualTo(training.train(EXCHANGES).config().satisfied());
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
