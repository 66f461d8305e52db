package dev.gleaner.recipes.ask;

/**
 * What an answer cost.
 *
 * @param read tokens of the question
 * @param written tokens of the answer
 */
public record Tokens(long read, long written) {

    /** No tokens. */
    public static final Tokens NONE = new Tokens(0, 0);

    /** Both together. */
    public long total() {
        return read + written;
    }

    /** These and others. */
    public Tokens plus(Tokens others) {
        return new Tokens(read + others.read, written + others.written);
    }
}
