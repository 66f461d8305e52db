package dev.gleaner.inference.features;

/**
 * The words of a text that carry its topic: what two texts share shows whether one speaks of the other.
 *
 * <p>A word stands for its first letters, so that its endings do not matter; scripts without spaces give one word every two characters.
 */
final class ContentWords {

    private static final int SHORTEST = 4;
    private static final int STEM = 6;
    private static final WordSet EMPTY = WordSet.of(
            "this that these those with without have what when where which while from your would could should please there their"
                    + " they then than them will were does just also about into only some more like want need here it's that's don't"
                    + " can't make been being very much many such each other because thanks thank okay");

    private ContentWords() {}

    static DistinctHashes of(Tokens tokens) {
        return of(tokens, 0, tokens.count());
    }

    /** The words from one token (inclusive) to another (exclusive). */
    static DistinctHashes of(Tokens tokens, int from, int to) {
        int[] found = new int[Math.max(0, to - from)];
        int size = 0;
        for (int token = from; token < to; token++) {
            if (tokens.isUnspaced(token)) {
                if (token + 1 < to && tokens.isUnspaced(token + 1)) {
                    found[size++] = tokens.hash(0, token, token + 2);
                }
            } else if (isContent(tokens, token)) {
                int start = tokens.start(token);
                found[size++] = Hashing.extend(0, tokens.units(), start, start + Math.min(STEM, tokens.size(token)));
            }
        }
        return DistinctHashes.of(found, size);
    }

    private static boolean isContent(Tokens tokens, int token) {
        return tokens.size(token) >= SHORTEST && tokens.startsWithLetter(token) && !EMPTY.contains(tokens, token);
    }
}
