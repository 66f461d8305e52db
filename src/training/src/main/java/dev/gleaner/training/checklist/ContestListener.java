package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.Tokens;

/** Is told how a contest gets on, by one thread at a time. */
@FunctionalInterface
public interface ContestListener {

    /**
     * One more item is through.
     *
     * @param done how many are
     * @param of how many there are
     * @param spent what this run has cost so far, all models together
     */
    void itemDone(int done, int of, Tokens spent);
}
