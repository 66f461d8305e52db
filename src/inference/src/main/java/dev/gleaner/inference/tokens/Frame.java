package dev.gleaner.inference.tokens;

import java.util.Arrays;

/**
 * What a tokenizer puts around texts: {@code [CLS] first [SEP] second [SEP]} for BERT, other tokens for other families.
 *
 * @param before special tokens before the first text
 * @param first type of the tokens of the first text
 * @param between special tokens between the two; with one text all that comes after it
 * @param second type of the tokens of the second text
 * @param after special tokens after the second text
 */
record Frame(Specials before, long first, Specials between, long second, Specials after) {

    private static final Specials NONE = new Specials(new long[0], new long[0]);

    /**
     * A run of special tokens.
     *
     * @param ids theirs
     * @param types as many types
     */
    @SuppressWarnings("ArrayRecordComponent") // only ever copied into a buffer
    record Specials(long[] ids, long[] types) {

        private static Specials of(long[] ids, long[] types, int from, int to) {
            return new Specials(Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(types, from, to));
        }

        int size() {
            return ids.length;
        }
    }

    /**
     * Reads the frame off an encoding.
     *
     * @param ids all ids, special tokens included
     * @param types as many types
     * @param texts for each token the text that it is of, 0 or 1; other values for special tokens
     * @param pair whether two texts were encoded
     */
    static Frame around(long[] ids, long[] types, long[] texts, boolean pair) {
        int firstFrom = find(texts, 0, 0);
        int firstTo = endOf(texts, 0, firstFrom);
        Specials before = Specials.of(ids, types, 0, firstFrom);
        if (!pair) {
            Specials rest = Specials.of(ids, types, firstTo, ids.length);
            return new Frame(before, types[firstFrom], rest, 0, NONE);
        }
        int secondFrom = find(texts, 1, firstTo);
        int secondTo = endOf(texts, 1, secondFrom);
        return new Frame(
                before,
                types[firstFrom],
                Specials.of(ids, types, firstTo, secondFrom),
                types[secondFrom],
                Specials.of(ids, types, secondTo, ids.length));
    }

    private static int find(long[] texts, long text, int from) {
        for (int at = from; at < texts.length; at++) {
            if (texts[at] == text) {
                return at;
            }
        }
        throw new IllegalArgumentException("it makes no tokens of plain text");
    }

    private static int endOf(long[] texts, long text, int from) {
        int at = from;
        while (at < texts.length && texts[at] == text) {
            at++;
        }
        return at;
    }

    /** How many special tokens there are. */
    int size() {
        return before.size() + between.size() + after.size();
    }
}
