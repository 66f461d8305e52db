package dev.gleaner.recipes.ask;

/** A service that does not let us in, or does not know what we ask for: nothing can be asked there until somebody mends the settings. */
public final class ServiceRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * A refusal.
     *
     * @param status what the service answered
     * @param message for the operator: the same, and what to check
     */
    ServiceRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** What the service answered, as HTTP status. */
    public int status() {
        return status;
    }
}
