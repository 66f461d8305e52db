package dev.gleaner.recipes.ask;

/** A language model that answers one question at a time. Safe for use by many threads. */
public interface LanguageModel {

    /** The model as its service names it; stands in provenance and meters. */
    String name();

    /**
     * Asks. Waits as long as it takes: for its turn, for a service that is busy or away, for the answer.
     *
     * @return what it answered
     * @throws UnansweredException if this question gets no answer, however often it is asked
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Reply ask(Question question) throws InterruptedException;
}
