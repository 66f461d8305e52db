package dev.gleaner.inference.tokens;

/**
 * One exchange as the model takes it.
 *
 * @param ids token ids, special tokens included
 * @param types as many types: which of the two texts a token is of
 */
@SuppressWarnings("ArrayRecordComponent") // only ever copied into a buffer
public record TokenRow(long[] ids, long[] types) {

    /** How many tokens it has. */
    public int length() {
        return ids.length;
    }
}
