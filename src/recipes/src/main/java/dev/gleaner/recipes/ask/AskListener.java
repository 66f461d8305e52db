package dev.gleaner.recipes.ask;

import java.time.Duration;

/** Is told how each request to a model ended, for metrics and budgets. Must be quick, and safe for use by many threads. */
@FunctionalInterface
public interface AskListener {

    /** How a request ended, or that it is held back. A question may take several requests. */
    enum Outcome {
        /** With an answer. */
        ANSWERED,
        /** The model would not answer, or stopped for want of room. */
        DECLINED,
        /** The service does not take this question. */
        REJECTED,
        /** The service does not let us in, or does not know the model. */
        REFUSED,
        /** The service has no capacity left (429). */
        BUSY,
        /** The service failed, or sent what is no answer. */
        FAILED,
        /** No answer came in time. */
        TIMED_OUT,
        /** No connection was to be had, or it was cut. */
        UNREACHABLE,
        /** Nothing is sent yet: the service counts as away, and the question waits for it. Latency and tokens are zero. */
        HELD_BACK
    }

    /**
     * A request ended, or is held back.
     *
     * @param model that was asked; {@link Moderator#NAME} for the service's moderation
     * @param outcome how it ended
     * @param tokens what it cost, as far as the service tells
     * @param latency from sending it to its end, without any waiting for its turn
     */
    void asked(String model, Outcome outcome, Tokens tokens, Duration latency);

    /** Tells both. */
    default AskListener and(AskListener other) {
        return (model, outcome, tokens, latency) -> {
            asked(model, outcome, tokens, latency);
            other.asked(model, outcome, tokens, latency);
        };
    }
}
