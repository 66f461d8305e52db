package dev.gleaner.training.teacher;

import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.topology.classify.ExchangeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private final String instructions = resource(VERSION + ".txt");
    private final HostileText hostile;

    /** @param random draws the marks; one that cannot be foreseen, outside tests */
    RubricPrompt(RandomGenerator random) {
        this.hostile = new HostileText(random);
    }

    /** What the teacher is to do; the same for every exchange. */
    String instructions() {
        return instructions;
    }

    /** An exchange between marks of its own. */
    String message(ExchangeText text) {
        return hostile.wrap(List.of(
                Part.cut("prompt", text.prompt(), HEAD, TAIL),
                Part.cut("response", text.response(), HEAD, TAIL),
                Part.cut("follow-up", text.followUp(), HEAD, TAIL)));
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
