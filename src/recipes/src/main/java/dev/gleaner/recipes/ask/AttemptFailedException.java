package dev.gleaner.recipes.ask;

import dev.gleaner.recipes.ask.AskListener.Outcome;
import java.util.Optional;

/** One request that failed in a way that may pass. The message is half a sentence, and holds nothing of what was asked or answered. */
final class AttemptFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final transient Optional<String> retryAfter;

    /**
     * A failure.
     *
     * @param outcome how it failed
     * @param message what happened: "answers 503"
     * @param retryAfter the header of the response, if it has one
     */
    AttemptFailedException(Outcome outcome, String message, Optional<String> retryAfter) {
        super(message);
        this.outcome = outcome;
        this.retryAfter = retryAfter;
    }

    Outcome outcome() {
        return outcome;
    }

    Optional<String> retryAfter() {
        return retryAfter;
    }
}
