package dev.gleaner.inference.features;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hand-written phrases, each a sign of something, found in one walk over the tokens.
 *
 * <p>A lexicon file has a section for every constant of an enum: {@code [NAME]}, then phrases parted by commas. Within a phrase
 * {@code a|b} stands for either word, {@code _} for the empty word, and a {@code *} at the end for any ending. A line that starts with
 * {@code #} is a comment.
 *
 * @param <E> what the phrases are signs of; at most 64 constants
 */
final class Lexicon<E extends Enum<E>> {

    private final Node root = new Node();

    private Lexicon() {}

    /** Reads the lexicon file that stands beside this class. */
    static <E extends Enum<E>> Lexicon<E> load(String file, Class<E> signs) {
        Lexicon<E> lexicon = new Lexicon<>();
        try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The lexicon " + file + " is not in this jar");
            }
            lexicon.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), signs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lexicon;
    }

    private void read(BufferedReader lines, Class<E> signs) throws IOException {
        long sign = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String entry = line.strip();
            if (entry.startsWith("[") && entry.endsWith("]")) {
                sign = bit(Enum.valueOf(signs, entry.substring(1, entry.length() - 1)));
            } else if (!entry.isEmpty() && !entry.startsWith("#")) {
                for (String phrase : entry.split(",")) {
                    addAlternatives(phrase.strip(), sign);
                }
            }
        }
    }

    private void addAlternatives(String phrase, long sign) {
        List<String> expanded = List.of("");
        for (String word : phrase.split(" ")) {
            List<String> longer = new ArrayList<>();
            for (String start : expanded) {
                for (String alternative : word.split("\\|")) {
                    longer.add(alternative.equals("_") ? start : (start + " " + alternative).strip());
                }
            }
            expanded = longer;
        }
        expanded.stream().filter(words -> !words.isEmpty()).forEach(words -> add(words, sign));
    }

    private void add(String words, long sign) {
        boolean anyEnding = words.endsWith("*");
        Tokens tokens = Tokenizer.read(anyEnding ? words.substring(0, words.length() - 1) : words);
        int length = tokens.start(tokens.count()) - (anyEnding ? 1 : 0);
        Node node = root;
        for (int i = 0; i < length; i++) {
            node = node.stepOrGrow(tokens.units()[i]);
        }
        node.signs |= sign;
    }

    /** The signs whose phrases start at one token, as bits. */
    long at(Tokens tokens, int token) {
        char[] units = tokens.units();
        int end = tokens.start(tokens.count());
        long found = 0;
        Node node = root;
        for (int i = tokens.start(token); i < end; i++) {
            node = node.step(units[i]);
            if (node == null) {
                break;
            }
            found |= node.signs;
        }
        return found;
    }

    /** The signs whose phrases start at a token from {@code from} (inclusive) to {@code to} (exclusive), as bits. */
    long within(Tokens tokens, int from, int to) {
        long found = 0;
        for (int token = from; token < to; token++) {
            found |= at(tokens, token);
        }
        return found;
    }

    static long bit(Enum<?> sign) {
        return 1L << sign.ordinal();
    }

    static boolean has(long signs, Enum<?> sign) {
        return (signs & bit(sign)) != 0;
    }

    /** A place in the tree of phrases. Its branches stand in order in plain arrays: they are walked for every token of every text. */
    private static final class Node {
        private char[] units = {};
        private Node[] next = {};
        private long signs;

        @Nullable
        Node step(char unit) {
            int at = Arrays.binarySearch(units, unit);
            return at < 0 ? null : next[at];
        }

        Node stepOrGrow(char unit) {
            int at = Arrays.binarySearch(units, unit);
            return at < 0 ? grow(unit, -at - 1) : next[at];
        }

        private Node grow(char unit, int at) {
            char[] moreUnits = Arrays.copyOf(units, units.length + 1);
            Node[] moreNext = Arrays.copyOf(next, next.length + 1);
            System.arraycopy(units, at, moreUnits, at + 1, units.length - at);
            System.arraycopy(next, at, moreNext, at + 1, next.length - at);
            moreUnits[at] = unit;
            moreNext[at] = new Node();
            units = moreUnits;
            next = moreNext;
            return next[at];
        }
    }
}
