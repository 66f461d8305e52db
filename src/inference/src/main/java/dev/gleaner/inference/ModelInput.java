package dev.gleaner.inference;

import ai.onnxruntime.TensorInfo;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kinds of input that a model may take. */
public sealed interface ModelInput extends AutoCloseable permits HashedFeatureInput, TokenInput {

    /**
     * Checks that this can feed a model.
     *
     * @param inputs of the model
     * @throws IllegalArgumentException if it cannot; the message goes on after the model's name
     */
    void requireFits(Map<String, TensorInfo> inputs);

    /**
     * A reader for one thread.
     *
     * @param inputs of the model, by name
     * @param batching which exchanges share a call
     */
    ExchangeReader reader(Set<String> inputs, Batching batching);

    /** A batch as unlike and as large as exchanges get, to try a model with. */
    List<ExchangeText> probe();

    /** What to try where a model fails on the probe: the end of a sentence, or nothing. */
    String remedy();

    /** Whether a graphics processor can gain anything: features are made on the CPU, and cost more than the sum over them. */
    boolean gainsFromGpu();

    /** Frees what is held outside the heap. */
    @Override
    void close();
}
