package dev.gleaner.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gleaner.inference.OnnxModel.Outputs;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A feedback classifier from a model directory: exchanges become tensors, ONNX Runtime computes, and decisions are made of what it
 * gives.
 *
 * <p>One session serves all threads; it runs on the caller's thread, so that parallelism comes from the stream threads. Each thread
 * keeps its own buffers.
 */
public final class FeedbackModel implements FeedbackClassifier {

    private static final int GPU_BATCH = 64;

    private final String name;
    private final ModelInput input;
    private final Heads heads;
    private final Decisions decisions;
    private final Labeller labeller;
    private final OnnxModel model;
    private final Device device;
    private final ThreadLocal<ExchangeReader> readers;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Loads a model, and tries it on a batch.
     *
     * @param directory its files; what it holds outside the heap is freed with this model, or if this fails
     * @param settings what the operator chose
     * @throws ModelDirectoryException if ONNX Runtime does not take the model, or it has other inputs and outputs than it should
     * @throws DeviceException if the device cannot be used
     * @throws IllegalArgumentException if a band of the settings is the wrong way round
     */
    public FeedbackModel(ModelDirectory directory, ModelSettings settings) {
        this(directory, settings, new CudaDriver());
    }

    FeedbackModel(ModelDirectory directory, ModelSettings settings, Cuda cuda) {
        CommandLine.requireShort();
        name = directory.name();
        input = directory.input();
        heads = directory.heads();
        try {
            decisions = settings.decisions().over(directory.decisions());
            labeller = new Labeller(LabellerKind.CLASSIFIER, name, version(directory, decisions));
            Sessions.Opened opened = new Sessions(cuda).open(directory, settings.device());
            device = opened.device();
            model = fitting(opened.session());
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
        readers = ThreadLocal.withInitial(() -> input.reader(model.inputs().keySet(), settings.batching()));
        tryIt();
    }

    /**
     * Opens a model directory with the standard settings.
     *
     * @param directory where model.onnx and config.json lie
     * @return the classifier, to be closed by the caller
     * @throws ModelDirectoryException if the directory cannot be used; the message names the file and what is wrong
     */
    public static FeedbackModel open(Path directory) {
        return open(directory, ModelSettings.standard());
    }

    /**
     * Opens a model directory.
     *
     * @param directory where model.onnx and config.json lie
     * @param settings what the operator chose
     * @return the classifier, to be closed by the caller
     * @throws ModelDirectoryException if the directory cannot be used; the message names the file and what is wrong
     * @throws DeviceException if the device cannot be used
     * @throws IllegalArgumentException if a band of the settings is the wrong way round
     */
    public static FeedbackModel open(Path directory, ModelSettings settings) {
        return new FeedbackModel(ModelDirectory.open(directory), settings);
    }

    /**
     * Opens the model that ships with this program, with the standard settings.
     *
     * @return the classifier, to be closed by the caller
     */
    public static FeedbackModel bundled() {
        return bundled(ModelSettings.standard());
    }

    /**
     * Opens the model that ships with this program.
     *
     * @param settings what the operator chose
     * @return the classifier, to be closed by the caller
     * @throws DeviceException if the device cannot be used
     * @throws IllegalArgumentException if a band of the settings is the wrong way round
     */
    public static FeedbackModel bundled(ModelSettings settings) {
        return new FeedbackModel(ModelDirectory.bundled(), settings);
    }

    private static String version(ModelDirectory directory, Decisions decisions) {
        return decisions.equals(directory.decisions())
                ? directory.version()
                : directory.version() + "+thresholds-" + decisions.fingerprint();
    }

    private OnnxModel fitting(OrtSession session) {
        try {
            OnnxModel fitting = new OnnxModel(session);
            input.requireFits(fitting.inputs());
            return fitting;
        } catch (OrtException | IllegalArgumentException e) {
            closeQuietly(session, e);
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private static void closeQuietly(OrtSession session, Exception reason) {
        try {
            session.close();
        } catch (OrtException e) {
            reason.addSuppressed(e);
        }
    }

    private ModelDirectoryException refused(String predicate, Exception cause) {
        return new ModelDirectoryException(ModelDirectory.MODEL + " of model " + name + " " + predicate, cause);
    }

    /** Many a fault, such as fixed axes, shows only when a model runs. */
    private void tryIt() {
        try {
            readers.get().read(input.probe(), this::tryIt);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void tryIt(InputBatch batch) {
        try {
            long[] found = model.run(batch).shape();
            long[] expected = {batch.shape()[0], heads.width()};
            if (!Arrays.equals(found, expected)) {
                throw new IllegalArgumentException("must give exchanges x labels, here " + Arrays.toString(expected)
                        + ", but gives " + Arrays.toString(found));
            }
        } catch (OrtException e) {
            throw refused(
                    "fails on a batch of " + Arrays.toString(batch.shape()) + input.remedy() + ": " + e.getMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Labeller labeller() {
        return labeller;
    }

    /** Where the model is computed: {@link Device.Cpu} or {@link Device.Cuda}. */
    public Device device() {
        return device;
    }

    /** A GPU is worth its while only on many exchanges at once; on a CPU batching brings nothing. */
    @Override
    public int preferredBatch() {
        return device instanceof Device.Cuda ? GPU_BATCH : 1;
    }

    @Override
    public List<Assessment> classify(List<ExchangeText> exchanges) {
        if (exchanges.isEmpty()) {
            return List.of();
        }
        Assessment[] assessments = new Assessment[exchanges.size()];
        readers.get().read(exchanges, batch -> assess(batch, assessments));
        return List.of(assessments);
    }

    private void assess(InputBatch batch, Assessment[] assessments) {
        Outputs outputs = run(batch);
        for (int row = 0; row < batch.exchanges().length; row++) {
            assessments[batch.exchanges()[row]] = decisions.assess(heads.read(outputs.values(), row));
        }
    }

    private Outputs run(InputBatch batch) {
        try {
            return model.run(batch);
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + name + " failed on a batch of " + batch.shape()[0], e);
        }
    }

    /** Frees session and tokenizer; closing again does nothing. Not to be called while a batch is under way. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            model.close();
            input.close();
        }
    }
}
