package dev.gleaner.bench.measure;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gleaner.inference.HashedFeatureInput;
import dev.gleaner.inference.ModelDirectory;
import dev.gleaner.inference.TokenInput;
import dev.gleaner.inference.features.FeatureBatch;
import dev.gleaner.inference.tokens.TokenBatch;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model called without the port, in a tight loop: text to buffers, buffers to tensors, ONNX Runtime. Each stage is timed. */
final class DirectCall implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ModelDirectory directory;
    private final OrtSession session;
    private final Encoding encoding;
    private long textNanos;
    private long tensorNanos;
    private long runtimeNanos;
    private long exchanges;

    /**
     * Where the time of an exchange went, microseconds.
     *
     * @param text features or tokenizer, with the copy to the buffers
     * @param tensor making and freeing tensors
     * @param runtime ONNX Runtime
     */
    record Stages(double text, double tensor, double runtime) {}

    private interface Encoding {

        void fill(List<ExchangeText> exchanges);

        Map<String, OnnxTensor> tensors() throws OrtException;
    }

    DirectCall(ModelDirectory directory) throws OrtException {
        this.directory = directory;
        this.encoding = directory.input() instanceof TokenInput tokens
                ? new Tokens(environment, tokens)
                : new Features(environment, (HashedFeatureInput) directory.input());
        try (var options = new OrtSession.SessionOptions()) { // as the port sets them
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            this.session = environment.createSession(directory.model(), options);
        }
    }

    void run(List<ExchangeText> batch) {
        var start = System.nanoTime();
        encoding.fill(batch);
        var filled = System.nanoTime();
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            tensors.putAll(encoding.tensors());
            var made = System.nanoTime();
            try (var result = session.run(tensors)) {
                ((OnnxTensor) result.get(0)).getFloatBuffer();
            }
            runtimeNanos += System.nanoTime() - made;
            tensorNanos += made - filled;
        } catch (OrtException e) {
            throw new IllegalStateException("The model failed in the tight loop", e);
        } finally {
            var begun = System.nanoTime();
            tensors.values().forEach(OnnxTensor::close);
            tensorNanos += System.nanoTime() - begun;
        }
        textNanos += filled - start;
        exchanges += batch.size();
    }

    /** Since the last time this was asked. */
    Stages stages() {
        var stages = new Stages(micros(textNanos), micros(tensorNanos), micros(runtimeNanos));
        textNanos = 0;
        tensorNanos = 0;
        runtimeNanos = 0;
        exchanges = 0;
        return stages;
    }

    private double micros(long nanos) {
        return nanos / 1e3 / exchanges;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        directory.input().close();
    }

    private static final class Features implements Encoding {

        private final OrtEnvironment environment;
        private final FeatureBatch batch;

        Features(OrtEnvironment environment, HashedFeatureInput input) {
            this.environment = environment;
            this.batch = new FeatureBatch(input.tableSize());
        }

        @Override
        public void fill(List<ExchangeText> exchanges) {
            batch.fill(exchanges);
        }

        @Override
        public Map<String, OnnxTensor> tensors() throws OrtException {
            return Map.of(
                    "ids", OnnxTensor.createTensor(environment, batch.ids(), batch.shape()),
                    "values", OnnxTensor.createTensor(environment, batch.values(), batch.shape()));
        }
    }

    private static final class Tokens implements Encoding {

        private final OrtEnvironment environment;
        private final TokenInput input;
        private final TokenBatch batch;

        Tokens(OrtEnvironment environment, TokenInput input) {
            this.environment = environment;
            this.input = input;
            this.batch = new TokenBatch(input.padId());
        }

        @Override
        public void fill(List<ExchangeText> exchanges) {
            batch.fill(exchanges.stream().map(input.tokenizer()::row).toList());
        }

        @Override
        public Map<String, OnnxTensor> tensors() throws OrtException {
            return Map.of(
                    "input_ids", OnnxTensor.createTensor(environment, batch.ids(), batch.shape()),
                    "attention_mask", OnnxTensor.createTensor(environment, batch.mask(), batch.shape()),
                    "token_type_ids", OnnxTensor.createTensor(environment, batch.types(), batch.shape()));
        }
    }
}
