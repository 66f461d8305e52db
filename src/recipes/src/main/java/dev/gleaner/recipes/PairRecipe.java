package dev.gleaner.recipes;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.PairMethod;
import java.util.List;

/** A way to get two answers of which one should be better for this user. */
interface PairRecipe {

    /** What pairs made so are called. */
    PairMethod method();

    /** The version of the recipe. */
    String version();

    /** Model and version of the recipe, as provenance names them. */
    String name();

    /**
     * Makes them.
     *
     * @throws DroppedException if a model will not
     */
    Two make(GenerationRequest request, List<String> preferences) throws InterruptedException;

    /**
     * Two answers.
     *
     * @param chosen meant to be better
     * @param rejected meant to be worse
     */
    record Two(Answer chosen, Answer rejected) {}
}
