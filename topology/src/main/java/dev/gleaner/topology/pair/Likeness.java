package dev.gleaner.topology.pair;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How alike two texts are, by the sets of what they hold. Works on any script: where words are not set apart by spaces, two
 * characters stand for a word. Reads the first {@value #MAX_CHARS} characters of each, so that its cost is bounded.
 */
final class Likeness {

    private static final int MAX_CHARS = 20_000;

    /** Shorter words (the, and, für) say nothing of the topic. */
    private static final int MIN_TOPIC_WORD = 4;

    private static final int SHINGLE = 5;

    private Likeness() {}

    /**
     * Likeness of wording: Jaccard index of the shingles of five characters, blanks and case aside.
     *
     * @return 0 for nothing in common, 1 for the same text
     */
    static double ofText(String a, String b) {
        var left = normalised(a);
        var right = normalised(b);
        if (left.equals(right)) {
            return 1;
        }
        var one = shingles(left);
        var other = shingles(right);
        var common = common(one, other);
        var all = one.size() + other.size() - common;
        return all == 0 ? 0 : (double) common / all;
    }

    /**
     * Likeness of topic: the part of the smaller text's words of four letters or more that the other has too. In 769 coding
     * conversations, 0.13 at the median for responses of different ones, 0.40 for neighbours in one.
     *
     * @return 0 for nothing in common, 1 where one text's words are all in the other
     */
    static double ofTopic(String a, String b) {
        var one = topicWords(a);
        var other = topicWords(b);
        var smaller = Math.min(one.size(), other.size());
        return smaller == 0 ? 0 : (double) common(one, other) / smaller;
    }

    private static int common(Set<?> a, Set<?> b) {
        var smaller = a.size() < b.size() ? a : b;
        var larger = smaller == a ? b : a;
        return (int) smaller.stream().filter(larger::contains).count();
    }

    private static String normalised(String text) {
        return cut(text).strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** Each shingle as a number: its characters, as digits of base 31. Two that fall together are too rare to matter. */
    private static Set<Integer> shingles(String text) {
        var shingles = new HashSet<Integer>(text.length() * 2);
        for (var i = 0; i + SHINGLE <= text.length(); i++) {
            var shingle = 0;
            for (var j = i; j < i + SHINGLE; j++) {
                shingle = 31 * shingle + text.charAt(j);
            }
            shingles.add(shingle);
        }
        return shingles;
    }

    private static Set<String> topicWords(String text) {
        var words = new HashSet<String>();
        Arrays.stream(cut(text).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .forEach(word -> addTopicWords(words, word));
        return words;
    }

    private static void addTopicWords(Set<String> words, String word) {
        if (word.chars().anyMatch(Likeness::isWrittenWithoutSpaces)) {
            for (var i = 0; i + 2 <= word.length(); i++) {
                words.add(word.substring(i, i + 2));
            }
        } else if (word.length() >= MIN_TOPIC_WORD) {
            words.add(word);
        }
    }

    private static boolean isWrittenWithoutSpaces(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }
}
