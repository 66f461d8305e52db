package dev.gleaner.recipes.ask;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Puts texts of others into a question as material, never as instructions: each stands between marks that nobody can know who wrote it, since
 * they are drawn for this question, and drawn again should they occur in it. The instructions must say what the marks mean.
 */
public final class HostileText {

    private static final int MARK_BYTES = 16;

    /** Stands where something was left out. */
    private static final String GAP = "\n[…]\n";

    private final RandomGenerator random;

    /** @param random draws the marks; one that cannot be foreseen and is safe for many threads: {@link java.security.SecureRandom}, outside tests */
    public HostileText(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A text of others.
     *
     * @param name what the instructions call it; ours, never of others
     * @param text as they wrote it
     */
    public record Part(String name, String text) {

        /** A text of which at most these many characters of its beginning and of its end are shown: they tell most. */
        public static Part cut(String name, String text, int head, int tail) {
            return new Part(name, shortened(text, head, tail));
        }
    }

    /** The texts, in order, between marks of their own. */
    public String wrap(List<Part> parts) {
        String mark = mark(parts);
        return parts.stream()
                .map(part -> "<" + mark + " " + part.name() + ">\n" + part.text() + "\n</" + mark + " " + part.name()
                        + ">\n")
                .collect(Collectors.joining("", "The mark is " + mark + ".\n", ""));
    }

    private String mark(List<Part> parts) {
        byte[] bytes = new byte[MARK_BYTES];
        String mark;
        do {
            random.nextBytes(bytes);
            mark = HexFormat.of().formatHex(bytes);
        } while (occurs(mark, parts));
        return mark;
    }

    private static boolean occurs(String mark, List<Part> parts) {
        return parts.stream().anyMatch(part -> part.text().contains(mark));
    }

    private static String shortened(String text, int head, int tail) {
        if (text.codePointCount(0, text.length()) <= head + tail) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, head))
                + GAP
                + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }
}
