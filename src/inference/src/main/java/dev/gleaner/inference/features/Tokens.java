package dev.gleaner.inference.features;

import java.util.Arrays;

/**
 * A text as a row of normalised tokens, each followed by one space, with the sentences they stand in.
 *
 * <p>Words are in lower case; what names a thing of one project only is replaced by its kind ({@code <url>}, {@code <path>},
 * {@code <code>}, {@code <name>}, {@code <at>}), numbers by {@code 9}, and a letter repeated three times or more is kept twice.
 * Scripts that are written without spaces give one token a character. Made by {@link Tokenizer}.
 */
final class Tokens {

    private char[] units;
    private int length;
    private int[] starts = new int[64];
    private int count;
    private int[] sentenceStarts = new int[16];
    private int sentences;
    private boolean sentenceOpen;

    Tokens(int expectedUnits) {
        units = new char[expectedUnits + 16];
    }

    void add(CharSequence token) {
        openToken();
        for (int i = 0; i < token.length(); i++) {
            append(token.charAt(i));
        }
        closeToken();
    }

    void openToken() {
        if (!sentenceOpen) {
            if (sentences == sentenceStarts.length) {
                sentenceStarts = Arrays.copyOf(sentenceStarts, sentences * 2);
            }
            sentenceStarts[sentences++] = count;
            sentenceOpen = true;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = length;
    }

    void append(char unit) {
        if (length == units.length) {
            units = Arrays.copyOf(units, length * 2);
        }
        units[length++] = unit;
    }

    void closeToken() {
        append(' ');
    }

    void endSentence() {
        sentenceOpen = false;
    }

    /** How many tokens there are. */
    int count() {
        return count;
    }

    /** How many sentences there are; none for an empty text. */
    int sentences() {
        return sentences;
    }

    /** The index of the first token of a sentence; for {@code sentences()} the end of the text. */
    int sentenceStart(int sentence) {
        return sentence < sentences ? sentenceStarts[sentence] : count;
    }

    /** The index of the first token of the last sentence; 0 for an empty text. */
    int lastSentenceStart() {
        return sentences == 0 ? 0 : sentenceStarts[sentences - 1];
    }

    /** Where a token starts in {@link #units()}; for {@code count()} the end of the text. */
    int start(int token) {
        return token < count ? starts[token] : length;
    }

    /** The normalised text, tokens and spaces; only the first {@code start(count())} units are filled. */
    char[] units() {
        return units;
    }

    /** Hashes the tokens {@code from} (inclusive) to {@code to} (exclusive) on top of a seed. */
    int hash(int seed, int from, int to) {
        return Hashing.extend(seed, units, start(from), start(to));
    }

    boolean is(int token, String word) {
        int from = start(token);
        if (start(token + 1) - from - 1 != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (units[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a token is one character of a script that is written without spaces. */
    boolean isUnspaced(int token) {
        return size(token) <= 2 && Tokenizer.isUnspaced(Character.codePointAt(units, start(token), length));
    }

    boolean startsWithLetter(int token) {
        return Character.isLetter(units[start(token)]);
    }

    /** The length of a token in UTF-16 units. */
    int size(int token) {
        return start(token + 1) - start(token) - 1;
    }

    char lastUnit(int token) {
        return units[start(token + 1) - 2];
    }

    @Override
    public String toString() {
        return new String(units, 0, Math.max(0, length - 1));
    }
}
