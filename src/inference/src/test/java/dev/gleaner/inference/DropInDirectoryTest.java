package dev.gleaner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.inference.dropin.BagGraph;
import dev.gleaner.inference.dropin.DropInFolder;
import dev.gleaner.inference.dropin.EncoderGraph;
import dev.gleaner.inference.dropin.EncoderShape;
import dev.gleaner.inference.dropin.Precision;
import dev.gleaner.inference.dropin.Weights;
import dev.gleaner.inference.dropin.WordPieceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to get a drop-in directory wrong, and the sentence that says so. */
class DropInDirectoryTest {

    private static final List<String> VOCABULARY = WordPieceFile.vocabulary(List.of("thanks"));

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        DropInFolder.write(folder, VOCABULARY, bag(3, Set.of("input_ids", "attention_mask")));
    }

    @Test
    void shouldOpenWhatIsRight() {
        try (FeedbackModel model = open()) {
            assertThat(model.labeller().getName()).isEqualTo("drop-in");
        }
    }

    @Test
    void shouldNameAMissingTokenizer() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));

        assertRefused("has no tokenizer.json, which a Hugging Face model needs");
    }

    @Test
    void shouldNameAMissingMapping() throws IOException {
        Files.delete(folder.resolve("gleaner.json"));

        assertRefused("has no gleaner.json, which says how exchanges and labels are read");
    }

    @Test
    void shouldNameAMissingModel() throws IOException {
        Files.delete(folder.resolve("model.onnx"));

        assertRefused("has no model.onnx");
    }

    @Test
    void shouldNameAMissingConfiguration() throws IOException {
        Files.delete(folder.resolve("config.json"));

        assertRefused("has no config.json");
    }

    @Test
    void shouldNameMissingLabels() throws IOException {
        edit("config.json", "id2label", "id2name");

        assertRefused("config.json", "id2label");
    }

    @Test
    void shouldRefuseLabelsWithAGap() throws IOException {
        edit("config.json", "\"1\": \"praise\"", "\"5\": \"praise\"");

        assertRefused("config.json", "id2label must name the labels 0, 1, 2 and so on", "[0, 2, 5]");
    }

    @Test
    void shouldRefuseARegression() throws IOException {
        edit("config.json", "single_label_classification", "regression");

        assertRefused("config.json", "problem_type", "not regression");
    }

    @Test
    void shouldNameALabelThatTheMappingDoesNotKnow() throws IOException {
        edit("config.json", "\"0\": \"neutral\"", "\"0\": \"bored\"");
        edit("gleaner.json", "\"neutral\": \"none\", ", "");

        assertRefused("gleaner.json", "labels has no entry for [bored]");
    }

    @Test
    void shouldNameALabelThatTheModelHasNot() throws IOException {
        edit("gleaner.json", "\"neutral\": \"none\"", "\"neutral\": \"none\", \"angry\": \"dissatisfied\"");

        assertRefused("gleaner.json", "labels that id2label of config.json has not: [angry]");
    }

    @Test
    void shouldNameAHeadThatThereIsNot() throws IOException {
        edit("gleaner.json", "\"praise\": \"satisfied\"", "\"praise\": \"happy\"");

        assertRefused("gleaner.json", "labels are mapped to [happy]", "GRATITUDE", "none");
    }

    @Test
    void shouldRefuseAMappingWithoutDissatisfaction() throws IOException {
        edit("gleaner.json", "\"complaint\": \"dissatisfied\"", "\"complaint\": \"none\"");

        assertRefused("gleaner.json", "no label is mapped to dissatisfied");
    }

    @Test
    void shouldNameAFieldOfTheMappingThatIsMissing() throws IOException {
        edit("gleaner.json", "\"version\": \"1\",", "");

        assertRefused("gleaner.json", "version");
    }

    @Test
    void shouldNameABandThatIsTheWrongWayRound() throws IOException {
        edit("gleaner.json", "{\"from\": 0.4, \"to\": 0.7}", "{\"from\": 0.8, \"to\": 0.7}");

        assertRefused("gleaner.json", "dissatisfied: A band needs");
    }

    @Test
    void shouldRefuseALayoutWithoutTheFollowUp() throws IOException {
        edit("gleaner.json", "\"second\": [{\"part\": \"follow_up\", \"tokens\": 192}]", "\"second\": []");

        assertRefused("gleaner.json", "input: the part follow_up is missing");
    }

    @Test
    void shouldRefuseAFileThatIsNoTokenizer() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), "{\"version\": \"1.0\"}");

        assertRefused("tokenizer.json is no tokenizer that can be used");
    }

    @Test
    void shouldRefuseATruncatedModel() throws IOException {
        Path model = folder.resolve("model.onnx");
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(whole, whole.length / 2));

        assertRefused("model.onnx of model drop-in cannot be loaded");
    }

    @Test
    void shouldNameAnInputThatItCannotFeed() throws IOException {
        model(bag(3, Set.of("input_ids", "attention_mask", "pixel_values")));

        assertRefused("model.onnx of model drop-in must take 'input_ids'", "pixel_values");
    }

    @Test
    void shouldRefuseAModelWithoutTokenIds() throws IOException {
        Files.delete(folder.resolve("gleaner.json"));
        Files.delete(folder.resolve("config.json"));
        byte[] tokens = Files.readAllBytes(folder.resolve("model.onnx"));
        Path linear = Files.createDirectory(folder.resolve("linear"));
        Files.write(linear.resolve("model.onnx"), tokens);
        Files.write(linear.resolve("config.json"), bundledConfig());

        assertThatThrownBy(() -> FeedbackModel.open(linear))
                .isInstanceOf(ModelDirectoryException.class)
                .hasMessageContaining("must take 'ids' (INT64) and 'values' (FLOAT)");
    }

    @Test
    void shouldRefuseOutputsThatAreNotTheLabels() throws IOException {
        model(bag(5, Set.of("input_ids", "attention_mask")));

        assertRefused("model.onnx of model drop-in must give exchanges x labels, here [", ", 3], but gives [", ", 5]");
    }

    @Test
    void shouldFindOutAtTheStartThatRowsMayGrowTooLong() throws IOException {
        EncoderShape short64 = new EncoderShape(VOCABULARY.size(), 8, 1, 2, 8, 64, 3);
        model(EncoderGraph.write(short64, new Weights(1), Precision.FP32));

        assertRefused(
                "model.onnx of model drop-in fails on a batch of [1, 4", "lower the tokens of input in gleaner.json");
    }

    private static byte[] bag(int labels, Set<String> inputs) {
        return BagGraph.write(new float[VOCABULARY.size() * labels], labels, inputs);
    }

    private static byte[] bundledConfig() throws IOException {
        try (var in = ModelDirectory.class.getResourceAsStream("model/config.json")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private void model(byte[] model) throws IOException {
        Files.write(folder.resolve("model.onnx"), model);
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private FeedbackModel open() {
        return FeedbackModel.open(folder, ModelSettings.on(new Device.Cpu()));
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::open)
                .isInstanceOf(ModelDirectoryException.class)
                .message()
                .contains(parts);
    }
}
