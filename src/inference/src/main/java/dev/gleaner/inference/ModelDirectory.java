package dev.gleaner.inference;

import dev.gleaner.inference.features.FeatureExtractor;
import dev.gleaner.inference.tokens.ExchangeTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model directory, read and checked. There are two kinds, both with {@value #MODEL} and {@value #CONFIG}: a linear model over hashed
 * features, whose {@value #CONFIG} is described at {@link ModelConfig}; and a Hugging Face sequence classifier with its own
 * {@value #CONFIG} and {@value #TOKENIZER}, and a {@value #MAPPING} that is described at {@link DropInConfig}.
 */
public final class ModelDirectory {

    /** The file that holds the ONNX model. */
    public static final String MODEL = "model.onnx";

    /** The file that holds the configuration. */
    public static final String CONFIG = "config.json";

    /** The file that holds the tokenizer of a Hugging Face model. */
    public static final String TOKENIZER = "tokenizer.json";

    /** The file that says what a Hugging Face model means here. */
    public static final String MAPPING = "gleaner.json";

    private static final String BUNDLED = "model/";

    private final String name;
    private final String version;
    private final String trainingData;
    private final byte[] model;
    private final ModelInput input;
    private final Heads heads;
    private final Decisions decisions;

    private ModelDirectory(ModelConfig config, byte[] model) {
        check(config);
        this.name = config.name();
        this.version = config.version();
        this.trainingData = config.trainingData();
        this.model = model;
        this.input = new HashedFeatureInput(config.features().tableSize());
        this.heads = Heads.linear();
        this.decisions = config.decisions();
    }

    private ModelDirectory(DropInConfig config, Heads heads, ModelInput input, byte[] model) {
        this.name = config.name();
        this.version = config.version();
        this.trainingData = config.trainingData();
        this.model = model;
        this.input = input;
        this.heads = heads;
        this.decisions = new Decisions(config.satisfied(), config.dissatisfied(), config.boundThreshold());
    }

    /**
     * Reads a directory.
     *
     * @param directory where {@value #MODEL} and {@value #CONFIG} lie, for a Hugging Face model {@value #TOKENIZER} and {@value #MAPPING} too
     * @return the model, to be handed to a {@link FeedbackModel}
     * @throws ModelDirectoryException if a file is missing, cannot be read, or asks for what this program does not have
     */
    public static ModelDirectory open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelDirectoryException(
                    "There is no model directory " + directory + "; it should hold " + MODEL + " and " + CONFIG);
        }
        return isDropIn(directory) ? dropIn(directory) : linear(directory);
    }

    /** Also where the mapping is forgotten: the labels of a Hugging Face model give it away. */
    private static boolean isDropIn(Path directory) {
        Path config = directory.resolve(CONFIG);
        return Files.exists(directory.resolve(MAPPING)) || HuggingFaceConfig.isOne(bytes(config), config.toString());
    }

    private static ModelDirectory linear(Path directory) {
        Path config = directory.resolve(CONFIG);
        return new ModelDirectory(ModelConfig.read(bytes(config), config.toString()), bytes(directory.resolve(MODEL)));
    }

    private static ModelDirectory dropIn(Path directory) {
        Path mappingFile = directory.resolve(MAPPING);
        DropInConfig mapping = DropInConfig.read(bytes(mappingFile), mappingFile.toString());
        Path configFile = directory.resolve(CONFIG);
        HuggingFaceConfig config = HuggingFaceConfig.read(bytes(configFile), configFile.toString());
        Heads heads = mapping.heads(config, mappingFile.toString());
        byte[] model = bytes(directory.resolve(MODEL));
        ModelInput input = new TokenInput(tokenizer(directory.resolve(TOKENIZER), mapping), config.padTokenId());
        return new ModelDirectory(mapping, heads, input, model);
    }

    private static ExchangeTokenizer tokenizer(Path file, DropInConfig mapping) {
        byte[] json = bytes(file);
        try {
            return new ExchangeTokenizer(json, mapping.input());
        } catch (IllegalArgumentException e) {
            throw new ModelDirectoryException(file + " is no tokenizer that can be used: " + e.getMessage(), e);
        }
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
            throw new ModelDirectoryException("The model directory " + file.getParent() + " has no "
                    + file.getFileName() + hint(file.getFileName().toString()));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelDirectoryException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String hint(String file) {
        return switch (file) {
            case MAPPING -> ", which says how exchanges and labels are read; docs/model-directories.md shows one";
            case TOKENIZER -> ", which a Hugging Face model needs; save its fast tokenizer there";
            default -> "";
        };
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

    /** The model's name, as verdicts carry it. */
    public String name() {
        return name;
    }

    /** The model's version, before any override of its decisions. */
    public String version() {
        return version;
    }

    /** What the model was trained on, in words. */
    public String trainingData() {
        return trainingData;
    }

    /** The bytes of the ONNX model; not to be changed. */
    public byte[] model() {
        return model;
    }

    /** What the model takes. */
    public ModelInput input() {
        return input;
    }

    Heads heads() {
        return heads;
    }

    /** When its probabilities count, before any override. */
    public Decisions decisions() {
        return decisions;
    }
}
