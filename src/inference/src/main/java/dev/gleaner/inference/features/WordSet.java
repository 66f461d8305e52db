package dev.gleaner.inference.features;

import java.util.Arrays;

/** A fixed set of words, asked by token without making a string of it. */
final class WordSet {

    private final int[] hashes;

    private WordSet(int[] hashes) {
        this.hashes = hashes;
    }

    /** @param words parted by single spaces, as {@link Tokenizer} gives them */
    static WordSet of(String words) {
        Tokens tokens = Tokenizer.read(words);
        int[] hashes = new int[tokens.count()];
        for (int token = 0; token < hashes.length; token++) {
            hashes[token] = tokens.hash(0, token, token + 1);
        }
        Arrays.sort(hashes);
        return new WordSet(hashes);
    }

    boolean contains(Tokens tokens, int token) {
        return Arrays.binarySearch(hashes, tokens.hash(0, token, token + 1)) >= 0;
    }
}
