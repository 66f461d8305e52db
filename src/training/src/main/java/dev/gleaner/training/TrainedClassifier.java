package dev.gleaner.training;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.inference.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What training gives.
 *
 * @param model the bytes of the ONNX model
 * @param config the model directory's configuration
 * @param outOfFold the training exchanges, each assessed by a model that did not see its group
 * @param split how they were split for that
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go to a file, records of them are never compared
public record TrainedClassifier(byte[] model, ModelConfig config, List<AssessedExchange> outOfFold, Split split) {

    /**
     * Writes the model directory: {@value ModelDirectory#MODEL} and {@value ModelDirectory#CONFIG}.
     *
     * @param directory made if need be
     * @throws UncheckedIOException if it cannot be written
     */
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(ModelDirectory.MODEL), model);
            Files.writeString(directory.resolve(ModelDirectory.CONFIG), config.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("The model directory " + directory + " cannot be written", e);
        }
    }
}
