package dev.gleaner.inference;

import dev.gleaner.inference.features.FeatureExtractor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two files of a model directory, read and checked.
 *
 * <p>{@code model.onnx} takes {@code ids} (int64, batch x slots) and {@code values} (float32, batch x slots), with slots of value 0 as
 * padding, and gives {@code probabilities} (float32, batch x heads). {@code config.json} is described at {@link ModelConfig}.
 *
 * @param config the configuration
 * @param model the bytes of the ONNX model
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go to the runtime, they are never compared
public record ModelDirectory(ModelConfig config, byte[] model) {

    /** The file that holds the ONNX model. */
    public static final String MODEL = "model.onnx";

    /** The file that holds the configuration. */
    public static final String CONFIG = "config.json";

    private static final String BUNDLED = "model/";

    /** Checks that this program can feed the model. */
    public ModelDirectory {
        check(config);
    }

    /**
     * Reads a directory.
     *
     * @param directory where {@value #MODEL} and {@value #CONFIG} lie
     * @return the model
     * @throws ModelDirectoryException if a file is missing, cannot be read, or asks for what this program does not have
     */
    public static ModelDirectory open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelDirectoryException(
                    "There is no model directory " + directory + "; it should hold " + MODEL + " and " + CONFIG);
        }
        Path config = directory.resolve(CONFIG);
        return new ModelDirectory(ModelConfig.read(bytes(config), config.toString()), bytes(directory.resolve(MODEL)));
    }

    /**
     * The model that ships with this program.
     *
     * @return the model
     * @throws ModelDirectoryException if the jar was built without it
     */
    public static ModelDirectory bundled() {
        return new ModelDirectory(ModelConfig.read(resource(CONFIG), "The bundled " + CONFIG), resource(MODEL));
    }

    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelDirectoryException(
                    "The model directory " + file.getParent() + " has no " + file.getFileName());
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelDirectoryException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] resource(String file) {
        try (InputStream in = ModelDirectory.class.getResourceAsStream(BUNDLED + file)) {
            if (in == null) {
                throw new ModelDirectoryException("This jar was built without the bundled model's " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelDirectoryException("The bundled " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void check(ModelConfig config) {
        if (!config.input().equals(ModelConfig.HASHED_FEATURES)) {
            throw new ModelDirectoryException(CONFIG + " of model " + config.name() + " asks for input '"
                    + config.input() + "'; the kind of input known here is '" + ModelConfig.HASHED_FEATURES + "'");
        }
        if (!config.heads().equals(ModelConfig.expectedHeads())) {
            throw new ModelDirectoryException(CONFIG + " of model " + config.name() + " must list the heads "
                    + ModelConfig.expectedHeads() + " in this order, but lists " + config.heads());
        }
        if (Integer.bitCount(config.features().tableSize()) != 1) {
            throw new ModelDirectoryException(
                    CONFIG + " of model " + config.name() + ": features.table_size must be a power of two, not "
                            + config.features().tableSize());
        }
        if (!config.features().fingerprint().equals(FeatureExtractor.fingerprint())) {
            throw new ModelDirectoryException(CONFIG + " of model " + config.name() + ": features.fingerprint is "
                    + config.features().fingerprint() + ", this version reads exchanges as "
                    + FeatureExtractor.fingerprint() + "; train the model again with this version");
        }
    }
}
