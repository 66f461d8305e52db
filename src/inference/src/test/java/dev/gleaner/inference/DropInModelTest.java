package dev.gleaner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.inference.DecisionOverride.Ends;
import dev.gleaner.inference.dropin.BagGraph;
import dev.gleaner.inference.dropin.DropInFolder;
import dev.gleaner.inference.dropin.EncoderGraph;
import dev.gleaner.inference.dropin.EncoderShape;
import dev.gleaner.inference.dropin.Precision;
import dev.gleaner.inference.dropin.Weights;
import dev.gleaner.inference.dropin.WordPieceFile;
import dev.gleaner.schema.Category;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Hugging Face style directory behind the port; the bag model's logits are sums that anybody can do by hand. */
class DropInModelTest {

    private static final List<String> VOCABULARY = WordPieceFile.vocabulary(List.of("thanks", "wrong", "ok"));
    private static final Set<String> ALL_INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");
    private static final ModelSettings ON_CPU = ModelSettings.on(new Device.Cpu());

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheProbabilitiesThatOneGetsByHand() throws IOException {
        bag(ALL_INPUTS);

        // thanks brings praise 1, wrong complaint 1.5; in the follow-up, the second text, both count double
        Assessment assessment = classify("thanks", "", "thanks wrong");

        double praise = Math.exp(1 + 2);
        double complaint = Math.exp(3);
        assertThat(assessment.satisfied()).isCloseTo(praise / (1 + praise + complaint), within(1e-6));
        assertThat(assessment.dissatisfied()).isCloseTo(complaint / (1 + praise + complaint), within(1e-6));
        assertThat(assessment.polarity()).isEqualTo(Polarity.ABSTAINED);
    }

    @Test
    void shouldDecideAtTheThresholdsOfTheMapping() throws IOException {
        bag(ALL_INPUTS);

        assertThat(classify("", "", "thanks thanks").polarity()).isEqualTo(Polarity.SATISFIED);
        assertThat(classify("", "", "wrong").polarity()).isEqualTo(Polarity.DISSATISFIED);
        assertThat(classify("", "", "ok").polarity()).isEqualTo(Polarity.NONE);
    }

    @Test
    void shouldFeedModelsWithoutTypesOrWithoutAMask() throws IOException {
        List<ExchangeText> batch =
                List.of(exchange("", "", "thanks"), exchange("ok ok ok", "ok", "wrong"), exchange("", "", "wrong"));
        double praise = Math.exp(1);
        double complaint = Math.exp(1.5);
        for (Set<String> inputs : List.of(Set.of("input_ids", "attention_mask"), Set.of("input_ids"))) {
            bag(inputs);
            try (FeedbackModel model = FeedbackModel.open(folder, ON_CPU)) {
                List<Assessment> assessments = model.classify(batch);
                assertThat(assessments.get(0).satisfied()).isCloseTo(praise / (2 + praise), within(1e-6));
                assertThat(assessments.get(1).dissatisfied()).isCloseTo(complaint / (2 + complaint), within(1e-6));
                assertThat(assessments.get(2).dissatisfied()).isCloseTo(complaint / (2 + complaint), within(1e-6));
            }
        }
    }

    @Test
    void shouldReadEachLabelForItselfWhereSeveralMayHold() throws IOException {
        bag(ALL_INPUTS);
        edit("config.json", "single_label", "multi_label");

        Assessment assessment = classify("", "", "thanks wrong");

        assertThat(assessment.satisfied()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
        assertThat(assessment.dissatisfied()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-6));
        assertThat(assessment.polarity()).isEqualTo(Polarity.MIXED);
    }

    @Test
    void shouldSayWhatTheModelDoesNotTell() throws IOException {
        bag(ALL_INPUTS);

        Assessment assessment = classify("", "", "thanks");

        assertThat(assessment.bound()).isTrue();
        assertThat(assessment.categories()).hasSize(18).allSatisfy((category, p) -> assertThat(p)
                .isZero());
    }

    @Test
    void shouldLetALabelTellSeveralHeadsAndSeveralLabelsTellOne() throws IOException {
        bag(ALL_INPUTS);
        edit("gleaner.json", "\"neutral\": \"none\"", "\"neutral\": [\"satisfied\", \"bound\", \"GRATITUDE\"]");

        Assessment assessment = classify("", "", "thanks");

        double neutral = 1 / (2 + Math.exp(2));
        assertThat(assessment.satisfied()).isCloseTo(1 - neutral, within(1e-6));
        assertThat(assessment.categories().get(Category.GRATITUDE)).isCloseTo(neutral, within(1e-6));
        assertThat(assessment.bound()).isFalse();
    }

    @Test
    void shouldSignWithAnotherVersionWhenThresholdsAreOverridden() throws IOException {
        bag(ALL_INPUTS);
        DecisionOverride lower =
                new DecisionOverride(new Ends(Optional.empty(), Optional.of(0.45)), Ends.asTheyAre(), Optional.empty());
        DecisionOverride same =
                new DecisionOverride(new Ends(Optional.of(0.4), Optional.empty()), Ends.asTheyAre(), Optional.of(0.5));

        assertThat(version(DecisionOverride.none())).isEqualTo("1");
        assertThat(version(same)).isEqualTo("1");
        assertThat(version(lower)).matches("1\\+thresholds-[0-9a-f]{8}").isEqualTo(version(lower));
        try (FeedbackModel model = FeedbackModel.open(folder, settings(lower))) {
            assertThat(model.classify(List.of(exchange("thanks", "", "thanks wrong ok thanks ok"))))
                    .first()
                    .extracting(Assessment::polarity)
                    .isEqualTo(Polarity.SATISFIED);
        }
    }

    @Test
    void shouldAnswerABatchAsItAnswersEachAlone() throws IOException {
        encoder(Precision.FP32);
        List<ExchangeText> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batch.add(exchange("ok ".repeat(i % 7), "wrong ok ".repeat(i), "thanks ".repeat(i % 11) + "a"));
        }
        List<Assessment> alone;
        try (FeedbackModel model = FeedbackModel.open(folder, ON_CPU)) {
            alone = batch.stream()
                    .map(one -> model.classify(List.of(one)).get(0))
                    .toList();
        }

        for (Batching batching : Batching.values()) {
            try (FeedbackModel model = FeedbackModel.open(
                    folder, new ModelSettings(new Device.Cpu(), DecisionOverride.none(), batching))) {
                List<Assessment> together = model.classify(batch);
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(together.get(i).satisfied())
                            .isCloseTo(alone.get(i).satisfied(), within(1e-5));
                }
            }
        }
        assertThat(alone.stream().map(Assessment::satisfied).distinct().count()).isGreaterThan(20);
    }

    @Test
    void shouldComeCloseWithIntegerWeights() throws IOException {
        List<ExchangeText> one = List.of(exchange("ok", "a b c d", "thanks wrong"));
        encoder(Precision.FP32);
        double exact = classify(one).satisfied();
        encoder(Precision.INT8);

        assertThat(classify(one).satisfied()).isNotEqualTo(exact).isCloseTo(exact, within(0.01));
    }

    private void bag(Set<String> inputs) throws IOException {
        float[] table = new float[VOCABULARY.size() * 3];
        table[VOCABULARY.indexOf("thanks") * 3 + 1] = 1;
        table[VOCABULARY.indexOf("wrong") * 3 + 2] = 1.5f;
        DropInFolder.write(folder, VOCABULARY, BagGraph.write(table, 3, inputs));
    }

    private void encoder(Precision precision) throws IOException {
        EncoderShape shape = new EncoderShape(VOCABULARY.size(), 32, 2, 4, 64, 512, 3);
        DropInFolder.write(folder, VOCABULARY, EncoderGraph.write(shape, new Weights(1), precision));
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private String version(DecisionOverride override) {
        try (FeedbackModel model = FeedbackModel.open(folder, settings(override))) {
            return model.labeller().getVersion();
        }
    }

    private static ModelSettings settings(DecisionOverride override) {
        return new ModelSettings(new Device.Cpu(), override, Batching.BY_LENGTH);
    }

    private Assessment classify(String prompt, String response, String followUp) {
        return classify(Collections.singletonList(exchange(prompt, response, followUp)));
    }

    private Assessment classify(List<ExchangeText> exchanges) {
        try (FeedbackModel model = FeedbackModel.open(folder, ON_CPU)) {
            return model.classify(exchanges).get(0);
        }
    }

    private static ExchangeText exchange(String prompt, String response, String followUp) {
        return new ExchangeText(prompt, response, followUp);
    }
}
