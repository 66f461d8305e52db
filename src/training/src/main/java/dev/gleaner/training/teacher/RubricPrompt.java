package dev.gleaner.training.teacher;

import dev.gleaner.topology.classify.ExchangeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Puts the rubric, and an exchange to judge by it, into words: definitions of the 18 categories of WildFeedback (arXiv 2408.15549), and
 * no examples, which made judgements of this kind worse (SPUR, arXiv 2403.12388).
 *
 * <p>The exchange is hostile data. It stands between marks that nobody can know who wrote it.
 */
final class RubricPrompt {

    /** The text in use; a text that says something else gets a new name, as labels name it. */
    static final String VERSION = "rubric-1";

    /** Characters of a text that are shown; the beginning and the end tell most. */
    private static final int HEAD = 3000;

    private static final int TAIL = 1000;

    private static final int MARK_BYTES = 16;

    private final String instructions = resource(VERSION + ".txt");
    private final RandomGenerator random;

    /** @param random draws the marks; one that cannot be foreseen, outside tests */
    RubricPrompt(RandomGenerator random) {
        this.random = random;
    }

    /** What the teacher is to do; the same for every exchange. */
    String instructions() {
        return instructions;
    }

    /** An exchange between marks of its own. */
    String message(ExchangeText text) {
        byte[] bytes = new byte[MARK_BYTES];
        random.nextBytes(bytes);
        String mark = HexFormat.of().formatHex(bytes);
        return "The mark is " + mark + ".\n"
                + between(mark, "prompt", text.prompt())
                + between(mark, "response", text.response())
                + between(mark, "follow-up", text.followUp());
    }

    private static String between(String mark, String name, String text) {
        return "<" + mark + " " + name + ">\n" + cut(text) + "\n</" + mark + " " + name + ">\n";
    }

    private static String cut(String text) {
        int characters = text.codePointCount(0, text.length());
        if (characters <= HEAD + TAIL) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, HEAD))
                + "\n[…]\n"
                + text.substring(text.offsetByCodePoints(text.length(), -TAIL));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                RubricPrompt.class.getResourceAsStream(name), () -> name + " is not in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The rubric " + name + " cannot be read", e);
        }
    }
}
