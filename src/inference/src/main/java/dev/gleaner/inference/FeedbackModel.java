package dev.gleaner.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.gleaner.inference.features.FeatureBatch;
import dev.gleaner.schema.Category;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A feedback classifier from a model directory: features in Java, weights and calibration in ONNX Runtime, one model call a batch.
 *
 * <p>One session serves all threads; it runs on the caller's thread, so that parallelism comes from the stream threads. Each thread
 * keeps its own buffers.
 */
public final class FeedbackModel implements FeedbackClassifier {

    private static final Category[] CATEGORIES = Category.values();
    private static final int FIRST_CATEGORY = ModelConfig.expectedHeads().indexOf(CATEGORIES[0].name());

    private static final Set<String> OUTPUTS = Set.of("probabilities");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelConfig config;
    private final PolarityRule polarityRule;
    private final Labeller labeller;
    private final ThreadLocal<FeatureBatch> batches;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Loads a model.
     *
     * @param directory its files
     * @throws ModelDirectoryException if ONNX Runtime does not take the model, or it has other inputs and outputs than it should
     */
    public FeedbackModel(ModelDirectory directory) {
        CommandLine.requireShort();
        environment = OrtEnvironment.getEnvironment();
        config = directory.config();
        polarityRule = config.polarityRule();
        labeller = new Labeller(LabellerKind.CLASSIFIER, config.name(), config.version());
        batches =
                ThreadLocal.withInitial(() -> new FeatureBatch(config.features().tableSize()));
        session = session(directory.model());
        checkSignature();
    }

    /**
     * Opens a model directory.
     *
     * @param directory where model.onnx and config.json lie
     * @return the classifier, to be closed by the caller
     * @throws ModelDirectoryException if the directory cannot be used; the message names the file and what is wrong
     */
    public static FeedbackModel open(Path directory) {
        return new FeedbackModel(ModelDirectory.open(directory));
    }

    /**
     * Opens the model that ships with this program.
     *
     * @return the classifier, to be closed by the caller
     */
    public static FeedbackModel bundled() {
        return new FeedbackModel(ModelDirectory.bundled());
    }

    private OrtSession session(byte[] model) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setMemoryPatternOptimization(false); // patterns are kept per shape, and each batch has its own
            return environment.createSession(model, options);
        } catch (OrtException e) {
            throw new ModelDirectoryException(
                    ModelDirectory.MODEL + " of model " + config.name() + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private void checkSignature() {
        boolean inputs = session.getInputNames().containsAll(List.of("ids", "values"));
        if (!inputs || !session.getOutputNames().containsAll(OUTPUTS)) {
            String message = ModelDirectory.MODEL + " of model " + config.name()
                    + " must take 'ids' and 'values' and give 'probabilities', but takes " + session.getInputNames()
                    + " and gives " + session.getOutputNames();
            close();
            throw new ModelDirectoryException(message);
        }
    }

    @Override
    public Labeller labeller() {
        return labeller;
    }

    @Override
    public List<Assessment> classify(List<ExchangeText> exchanges) {
        if (exchanges.isEmpty()) {
            return List.of();
        }
        FeatureBatch batch = batches.get();
        batch.fill(exchanges);
        FloatBuffer probabilities = run(batch);
        List<Assessment> assessments = new ArrayList<>(exchanges.size());
        for (int row = 0; row < exchanges.size(); row++) {
            assessments.add(assess(probabilities, row * config.heads().size()));
        }
        return assessments;
    }

    private FloatBuffer run(FeatureBatch batch) {
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, batch.ids(), batch.shape());
                OnnxTensor values = OnnxTensor.createTensor(environment, batch.values(), batch.shape());
                OrtSession.Result result = session.run(Map.of("ids", ids, "values", values), OUTPUTS)) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "The model " + config.name() + " failed on a batch of " + batch.shape()[0], e);
        }
    }

    private Assessment assess(FloatBuffer probabilities, int at) {
        double satisfied = probabilities.get(at);
        double dissatisfied = probabilities.get(at + 1);
        Map<Category, Double> categories = new EnumMap<>(Category.class);
        for (Category category : CATEGORIES) {
            categories.put(category, (double) probabilities.get(at + FIRST_CATEGORY + category.ordinal()));
        }
        return new Assessment(
                polarityRule.decide(satisfied, dissatisfied),
                satisfied,
                dissatisfied,
                probabilities.get(at + 2) >= config.boundThreshold(),
                categories);
    }

    /** Frees the session; closing again does nothing. Not to be called while a batch is under way. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + config.name() + " could not be closed", e);
        }
    }
}
