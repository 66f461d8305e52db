package dev.gleaner.schema.serde;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry does not answer, or answers that it cannot now: the same call may succeed later. */
public final class RegistryUnavailableException extends RetriableException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells what was asked, and what came back.
     *
     * @param message one sentence for the person who can mend it
     * @param cause what the client threw
     */
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
