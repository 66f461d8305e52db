package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Linear;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.inference.ModelDirectory;
import dev.gleaner.inference.features.FeatureExtractor;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.FeedbackTrainer.Trained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelTest {

    private static final int TABLE = 1 << 12;
    private static final List<LabelledExchange> EXCHANGES = SmallLabels.exchanges();
    private static final TrainingListener SILENT = (head, logLoss, areaUnderCurve) -> {};

    @TempDir
    private static Path directory;

    private static Trained trained;

    @BeforeAll
    static void train() throws IOException {
        Linear.disableDebugOutput();
        trained = new FeedbackTrainer(TABLE, 2_000, 1).train(EXCHANGES, List.of(), SILENT);
        Files.write(directory.resolve(ModelDirectory.MODEL), LinearGraph.write(trained.heads()));
        Files.writeString(
                directory.resolve(ModelDirectory.CONFIG), trained.config().toJson());
    }

    @Test
    void shouldGiveTheTrainersOwnProbabilitiesOnceOpened() {
        FeatureExtractor extractor = new FeatureExtractor(TABLE);
        try (FeedbackModel model = FeedbackModel.open(directory)) {
            List<Assessment> assessments = model.classify(texts());

            for (int i = 0; i < EXCHANGES.size(); i++) {
                double[] own = trained.heads().probabilities(extractor.extract(texts().get(i)));
                Assessment assessment = assessments.get(i);
                assertThat(assessment.satisfied()).isCloseTo(own[0], within(1e-5));
                assertThat(assessment.dissatisfied()).isCloseTo(own[1], within(1e-5));
                assertThat(assessment.bound())
                        .isEqualTo(own[2] >= trained.config().boundThreshold());
                for (Category category : Category.values()) {
                    assertThat(assessment.categories().get(category))
                            .isCloseTo(own[3 + category.ordinal()], within(1e-5));
                }
            }
        }
    }

    @Test
    void shouldAnswerAlikeAloneAndInABatch() {
        try (FeedbackModel model = FeedbackModel.open(directory)) {
            List<Assessment> together = model.classify(texts());
            for (int i = 0; i < EXCHANGES.size(); i++) {
                Assessment alone = model.classify(texts().subList(i, i + 1)).get(0);

                assertThat(alone.polarity()).isEqualTo(together.get(i).polarity());
                assertThat(alone.satisfied()).isCloseTo(together.get(i).satisfied(), within(1e-6));
            }
        }
    }

    @Test
    void shouldLearnWhatSeparatesTheExamples() {
        try (FeedbackModel model = FeedbackModel.open(directory)) {
            Assessment thanks = model.classify(List.of(new ExchangeText("q", "Here it is.", "thanks, that works")))
                    .get(0);
            Assessment complaint = model.classify(List.of(new ExchangeText("q", "Here it is.", "no, still wrong")))
                    .get(0);

            assertThat(thanks.satisfied()).isGreaterThan(complaint.satisfied());
            assertThat(complaint.dissatisfied()).isGreaterThan(thanks.dissatisfied());
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeed() {
        Trained again = new FeedbackTrainer(TABLE, 2_000, 1).train(EXCHANGES, List.of(), SILENT);

        assertThat(LinearGraph.write(again.heads())).isEqualTo(LinearGraph.write(trained.heads()));
        assertThat(again.config().toJson()).isEqualTo(trained.config().toJson());
    }

    @Test
    void shouldReadBackTheConfigurationItWrote() {
        assertThat(ModelConfig.read(trained.config().toJson().getBytes(StandardCharsets.UTF_8), "config.json"))
                .isEqualTo(trained.config());
    }

    @Test
    void shouldKeepNoMoreRowsThanAllowed() {
        assertThat(new FeedbackTrainer(TABLE, 50, 1)
                        .train(EXCHANGES, List.of(), SILENT)
                        .heads()
                        .weights())
                .hasSize(50);
    }

    private static List<ExchangeText> texts() {
        return EXCHANGES.stream().map(LabelledExchange::text).toList();
    }
}
