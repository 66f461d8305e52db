package dev.gleaner.recipes;

import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;

/** Makes of a complaint what a language model can make of it. Safe for use by many threads. */
@FunctionalInterface
public interface Generation {

    /**
     * Generates. Takes as long as the models take.
     *
     * @return pairs, or why there are none; never nothing of both
     * @throws dev.gleaner.recipes.ask.UnansweredException if a model failed at it as often as it may: asking again later may help
     * @throws InterruptedException if the waiting thread is interrupted
     */
    GenerationResult generate(GenerationRequest request) throws InterruptedException;
}
