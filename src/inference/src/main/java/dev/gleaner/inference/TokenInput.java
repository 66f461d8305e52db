package dev.gleaner.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.gleaner.inference.tokens.ExchangeTokenizer;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Token ids, for a Hugging Face sequence classifier.
 *
 * @param tokenizer reads exchanges
 * @param padId the id that fills short rows up
 */
public record TokenInput(ExchangeTokenizer tokenizer, long padId) implements ModelInput {

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String TYPES = "token_type_ids";

    private static final Set<String> KNOWN = Set.of(IDS, MASK, TYPES);

    @Override
    public void requireFits(Map<String, TensorInfo> inputs) {
        Set<String> unknown = new TreeSet<>(inputs.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty() || !inputs.containsKey(IDS)) {
            throw new IllegalArgumentException("must take '" + IDS + "', and may take '" + MASK + "' and '" + TYPES
                    + "', but takes " + new TreeSet<>(inputs.keySet()));
        }
        inputs.forEach((name, info) -> {
            if (info.type != OnnxJavaType.INT64 || info.getShape().length != 2) {
                throw new IllegalArgumentException(
                        "must take '" + name + "' as int64 of batch x tokens; export it again with dynamic axes");
            }
        });
    }

    @Override
    public ExchangeReader reader(Set<String> inputs, Batching batching) {
        return new TokenReader(this, inputs, batching);
    }

    /** The shortest exchange, and one that fills every part: letters apart make a token each at least. */
    @Override
    public List<ExchangeText> probe() {
        String longest = "a ".repeat(tokenizer.maxTokens());
        return List.of(new ExchangeText("", "", "a"), new ExchangeText(longest, longest, longest));
    }

    @Override
    public String remedy() {
        return "; export it with dynamic axes, or lower the tokens of input in gleaner.json";
    }

    @Override
    public boolean gainsFromGpu() {
        return true;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
