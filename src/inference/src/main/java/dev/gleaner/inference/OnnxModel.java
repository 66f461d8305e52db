package dev.gleaner.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A session of ONNX Runtime with one output of numbers, a row an exchange. It serves all threads and runs on the caller's, so that
 * parallelism comes from the stream threads.
 */
final class OnnxModel implements AutoCloseable {

    private static final Set<String> USUAL_OUTPUTS = Set.of("probabilities", "logits");

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, TensorInfo> inputs;
    private final Set<String> output;

    /**
     * Takes a session.
     *
     * @param session closed with this
     * @throws IllegalArgumentException if it has no output of numbers that stands out; the message goes on after the model's name
     */
    OnnxModel(OrtSession session) throws OrtException {
        this.session = session;
        this.inputs = tensors(session.getInputInfo());
        this.output = Set.of(output(tensors(session.getOutputInfo())));
    }

    private static Map<String, TensorInfo> tensors(Map<String, NodeInfo> nodes) {
        Map<String, TensorInfo> tensors = new HashMap<>();
        nodes.forEach((name, node) -> {
            if (!(node.getInfo() instanceof TensorInfo tensor)) {
                throw new IllegalArgumentException("has '" + name + "', which is no tensor");
            }
            tensors.put(name, tensor);
        });
        return Map.copyOf(tensors);
    }

    private static String output(Map<String, TensorInfo> outputs) {
        Map.Entry<String, TensorInfo> output = outputs.entrySet().stream()
                .filter(one -> outputs.size() == 1 || USUAL_OUTPUTS.contains(one.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must give 'logits' or 'probabilities', but gives " + outputs.keySet()));
        if (output.getValue().type != OnnxJavaType.FLOAT) {
            throw new IllegalArgumentException("must give '" + output.getKey() + "' as float32");
        }
        return output.getKey();
    }

    /** What it takes, by name. */
    Map<String, TensorInfo> inputs() {
        return inputs;
    }

    /**
     * What came of a call.
     *
     * @param values row by row
     * @param shape of them
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Outputs(FloatBuffer values, long[] shape) {}

    /** Runs a batch. */
    Outputs run(InputBatch batch) throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, LongBuffer> input : batch.integers().entrySet()) {
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue(), batch.shape()));
            }
            for (Map.Entry<String, FloatBuffer> input : batch.numbers().entrySet()) {
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue(), batch.shape()));
            }
            try (OrtSession.Result result = session.run(tensors, output)) {
                OnnxTensor values = (OnnxTensor) result.get(0);
                return new Outputs(values.getFloatBuffer(), values.getInfo().getShape());
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("A session of ONNX Runtime could not be closed", e);
        }
    }
}
