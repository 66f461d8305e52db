package dev.gleaner.recipes.work;

import io.confluent.parallelconsumer.PCRetriableException;

/** The request under way is not done: its offset must not be committed, so that it is delivered again. */
final class PutBackException extends PCRetriableException {

    private static final long serialVersionUID = 1;

    PutBackException(String message) {
        super(message);
    }
}
