package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.Tokens;

/** What came of asking a model. */
public sealed interface ModelAnswer {

    /** What it cost, as far as the service tells. */
    Tokens tokens();

    /**
     * It answered.
     *
     * @param text the answer
     */
    record Given(String text, Tokens tokens) implements ModelAnswer {}

    /** It would not answer, or answered nothing. */
    record Declined(Tokens tokens) implements ModelAnswer {}

    /**
     * There is no answer to be had.
     *
     * @param isFinal whether its service does not take this prompt; if not, the service failed, and is asked again by the next run
     */
    record Missing(boolean isFinal) implements ModelAnswer {

        @Override
        public Tokens tokens() {
            return Tokens.NONE;
        }
    }
}
