package dev.gleaner.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.gleaner.inference.features.FeatureBatch;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Feature ids and values, for a linear model.
 *
 * @param tableSize how many ids a register has, a power of two
 */
public record HashedFeatureInput(int tableSize) implements ModelInput {

    private static final String IDS = "ids";
    private static final String VALUES = "values";

    @Override
    public void requireFits(Map<String, TensorInfo> inputs) {
        Map<String, OnnxJavaType> types = new TreeMap<>();
        inputs.forEach((name, info) -> types.put(name, info.type));
        if (!types.equals(Map.of(IDS, OnnxJavaType.INT64, VALUES, OnnxJavaType.FLOAT))) {
            throw new IllegalArgumentException("must take 'ids' (INT64) and 'values' (FLOAT), but takes " + types);
        }
    }

    /** Lengths hardly differ in cost, so a batch is one call whatever the batching. */
    @Override
    public ExchangeReader reader(Set<String> inputs, Batching batching) {
        return new Reader(new FeatureBatch(tableSize));
    }

    @Override
    public List<ExchangeText> probe() {
        return List.of(new ExchangeText("", "", ""), new ExchangeText("a", "b", "c"));
    }

    @Override
    public String remedy() {
        return "";
    }

    @Override
    public boolean gainsFromGpu() {
        return false;
    }

    @Override
    public void close() {
        // nothing native is held
    }

    private record Reader(FeatureBatch batch) implements ExchangeReader {

        @Override
        public void read(List<ExchangeText> exchanges, Consumer<InputBatch> model) {
            batch.fill(exchanges);
            model.accept(new InputBatch(
                    IntStream.range(0, exchanges.size()).toArray(),
                    batch.shape(),
                    Map.of(IDS, batch.ids()),
                    Map.of(VALUES, batch.values())));
        }
    }
}
