package dev.gleaner.inference.tokens;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.Arrays;
import java.util.List;

/**
 * Turns exchanges into rows of token ids. Every part is tokenized and cut by itself, then the parts are put together with the
 * tokenizer's special tokens around them: the length is bounded by the layout whatever people write. A special token that people
 * write, such as {@code [SEP]}, is text like any other. Safe for many threads.
 */
public final class ExchangeTokenizer implements AutoCloseable {

    /** Of a part no more than this many characters a token are read at all, so that a pasted book costs no more than a page. */
    private static final int CHARACTERS_A_TOKEN = 16;

    private final TextTokenizer texts;
    private final TokenLayout layout;
    private final Frame frame;
    private final long[] separator;

    /**
     * @param tokenizerJson the bytes of tokenizer.json
     * @param layout which parts go where
     * @throws IllegalArgumentException if this is no tokenizer
     */
    public ExchangeTokenizer(byte[] tokenizerJson, TokenLayout layout) {
        try (TextTokenizer ours = new TextTokenizer(tokenizerJson)) {
            this.frame = ours.frame(layout.isPair());
            this.separator = ours.ids(layout.separator());
        }
        this.texts = new TextTokenizer(SpecialTokens.removedFrom(tokenizerJson));
        this.layout = layout;
    }

    /** Reads one exchange. */
    public TokenRow row(ExchangeText exchange) {
        RowBuilder row = new RowBuilder(maxTokens());
        row.add(frame.before());
        add(row, layout.first(), frame.first(), exchange);
        row.add(frame.between());
        add(row, layout.second(), frame.second(), exchange);
        row.add(frame.after());
        return row.build();
    }

    /** The longest row that the layout allows. */
    public int maxTokens() {
        return frame.size() + maxTokens(layout.first()) + maxTokens(layout.second());
    }

    private int maxTokens(List<TokenLayout.Share> shares) {
        int separators = separator.length * Math.max(0, shares.size() - 1);
        return separators + shares.stream().mapToInt(TokenLayout.Share::tokens).sum();
    }

    private void add(RowBuilder row, List<TokenLayout.Share> shares, long type, ExchangeText exchange) {
        for (int at = 0; at < shares.size(); at++) {
            if (at > 0) {
                row.add(separator, 0, separator.length, type);
            }
            add(row, shares.get(at), type, exchange);
        }
    }

    private void add(RowBuilder row, TokenLayout.Share share, long type, ExchangeText exchange) {
        Part part = share.part();
        int budget = share.tokens();
        long[] ids = texts.ids(bounded(part, part.of(exchange), budget * CHARACTERS_A_TOKEN));
        if (ids.length <= budget) {
            row.add(ids, 0, ids.length, type);
        } else {
            int tail = part.tail(budget);
            row.add(ids, 0, budget - tail, type);
            row.add(ids, ids.length - tail, ids.length, type);
        }
    }

    private static String bounded(Part part, String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int tail = part.tail(characters);
        String start = text.substring(0, whole(text, characters - tail));
        return tail == 0 ? start : start + "\n" + text.substring(whole(text, text.length() - tail));
    }

    /** Moves a cut off the middle of a surrogate pair. */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** Frees the native tokenizer. */
    @Override
    public void close() {
        texts.close();
    }

    /** Gathers a row of bounded length. */
    private static final class RowBuilder {

        private final long[] ids;
        private final long[] types;
        private int length;

        RowBuilder(int maxLength) {
            ids = new long[maxLength];
            types = new long[maxLength];
        }

        void add(Frame.Specials specials) {
            System.arraycopy(specials.ids(), 0, ids, length, specials.size());
            System.arraycopy(specials.types(), 0, types, length, specials.size());
            length += specials.size();
        }

        void add(long[] source, int from, int to, long type) {
            System.arraycopy(source, from, ids, length, to - from);
            Arrays.fill(types, length, length + to - from, type);
            length += to - from;
        }

        TokenRow build() {
            return new TokenRow(Arrays.copyOf(ids, length), Arrays.copyOf(types, length));
        }
    }
}
