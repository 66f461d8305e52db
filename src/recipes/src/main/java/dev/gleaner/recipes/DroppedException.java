package dev.gleaner.recipes;

import dev.gleaner.schema.GenerationDropReason;

/** A step that ends the making of a pair, or of all pairs of a request. */
final class DroppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String recipe;
    private final GenerationDropReason reason;

    /**
     * An end.
     *
     * @param recipe the step, with its version
     * @param reason why
     */
    DroppedException(String recipe, GenerationDropReason reason) {
        super(recipe + ": " + reason);
        this.recipe = recipe;
        this.reason = reason;
    }

    String recipe() {
        return recipe;
    }

    GenerationDropReason reason() {
        return reason;
    }
}
