package dev.gleaner.inference;

import dev.gleaner.inference.tokens.TokenBatch;
import dev.gleaner.inference.tokens.TokenRow;
import dev.gleaner.topology.classify.ExchangeText;
import java.nio.LongBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads exchanges into token ids, and calls the model once for each group of nearly the same length. */
final class TokenReader implements ExchangeReader {

    /** Rows that share a call differ by this many tokens at most. */
    private static final int SPREAD = 16;

    private final TokenInput input;
    private final Set<String> inputs;
    private final int spread;
    private final TokenBatch batch;

    /**
     * @param input what is read
     * @param inputs the names of the model's inputs
     * @param batching which exchanges share a call; a model without a mask cannot tell padding, so its rows are never padded
     */
    TokenReader(TokenInput input, Set<String> inputs, Batching batching) {
        this.input = input;
        this.inputs = inputs;
        this.spread =
                !inputs.contains(TokenInput.MASK) ? 0 : batching == Batching.BY_LENGTH ? SPREAD : Integer.MAX_VALUE;
        this.batch = new TokenBatch(input.padId());
    }

    @Override
    public void read(List<ExchangeText> exchanges, Consumer<InputBatch> model) {
        List<TokenRow> rows = exchanges.stream().map(input.tokenizer()::row).toList();
        int[] byLength = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> rows.get(row).length()))
                .mapToInt(Integer::intValue)
                .toArray();
        int from = 0;
        while (from < byLength.length) {
            int to = endOfGroup(rows, byLength, from);
            model.accept(batch(
                    rows, IntStream.range(from, to).map(at -> byLength[at]).toArray()));
            from = to;
        }
    }

    private int endOfGroup(List<TokenRow> rows, int[] byLength, int from) {
        int shortest = rows.get(byLength[from]).length();
        int to = from + 1;
        while (to < byLength.length && rows.get(byLength[to]).length() - shortest <= spread) {
            to++;
        }
        return to;
    }

    private InputBatch batch(List<TokenRow> rows, int[] group) {
        batch.fill(IntStream.of(group).mapToObj(rows::get).toList());
        Map<String, LongBuffer> tensors = new HashMap<>(
                Map.of(TokenInput.IDS, batch.ids(), TokenInput.MASK, batch.mask(), TokenInput.TYPES, batch.types()));
        tensors.keySet().retainAll(inputs);
        return new InputBatch(group, batch.shape(), tensors, Map.of());
    }
}
