package dev.gleaner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.inference.features.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void shouldNameADirectoryThatIsNotThere() {
        assertRefused(directory.resolve("none"), "none", "model.onnx", "config.json");
    }

    @Test
    void shouldNameAMissingConfiguration() {
        assertRefused(directory, "has no config.json");
    }

    @Test
    void shouldNameAMissingModel() throws IOException {
        Files.writeString(directory.resolve(ModelDirectory.CONFIG), config());

        assertRefused(directory, "has no model.onnx");
    }

    @Test
    void shouldNameAMissingField() throws IOException {
        write(config().replaceAll("\"bound_threshold\".*\n", ""));

        assertRefused(directory, "config.json", "bound_threshold");
    }

    @Test
    void shouldNameAFieldThatItDoesNotKnow() throws IOException {
        write(config().replace("\"bound_threshold\"", "\"bound_treshold\" : 0.5, \"bound_threshold\""));

        assertRefused(directory, "config.json", "bound_treshold");
    }

    @Test
    void shouldRefuseAnotherKindOfInput() throws IOException {
        write(config().replace("hashed-features", "token-ids"));

        assertRefused(directory, "token-ids", "hashed-features");
    }

    @Test
    void shouldRefuseAModelTrainedOnOtherFeatures() throws IOException {
        write(config().replace(FeatureExtractor.fingerprint(), "00000000"));

        assertRefused(directory, "features.fingerprint", "00000000", "train the model again");
    }

    @Test
    void shouldRefuseHeadsInAnotherOrder() throws IOException {
        write(config().replace("\"satisfied\", \"dissatisfied\"", "\"dissatisfied\", \"satisfied\""));

        assertRefused(directory, "heads", "in this order");
    }

    @Test
    void shouldRefuseAFileThatIsNoModel() throws IOException {
        write(config());

        assertThatThrownBy(() -> FeedbackModel.open(directory))
                .isInstanceOf(ModelDirectoryException.class)
                .hasMessageContaining("model.onnx")
                .hasMessageContaining("cannot be loaded");
    }

    @Test
    void shouldReadBackWhatItWrites() throws IOException {
        write(config());

        byte[] written = Files.readAllBytes(directory.resolve(ModelDirectory.CONFIG));
        assertThat(ModelConfig.read(written, "config.json").toJson()).isEqualTo(config());
    }

    private void assertRefused(Path opened, String... parts) {
        assertThatThrownBy(() -> ModelDirectory.open(opened))
                .isInstanceOf(ModelDirectoryException.class)
                .message()
                .contains(parts);
    }

    private void write(String config) throws IOException {
        Files.writeString(directory.resolve(ModelDirectory.CONFIG), config);
        Files.writeString(directory.resolve(ModelDirectory.MODEL), "not a model");
    }

    private static String config() {
        return new ModelConfig(
                        "test",
                        "1",
                        ModelConfig.HASHED_FEATURES,
                        new ModelConfig.FeatureTable(1024, FeatureExtractor.fingerprint()),
                        ModelConfig.expectedHeads(),
                        new DecisionBand(0.4, 0.6),
                        new DecisionBand(0.4, 0.7),
                        0.5,
                        "nothing")
                .toJson();
    }
}
