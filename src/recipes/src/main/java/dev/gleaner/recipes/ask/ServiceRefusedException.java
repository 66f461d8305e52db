package dev.gleaner.recipes.ask;

/** A service that does not let us in, or does not know what we ask for: nothing can be asked there until somebody mends the settings. */
public final class ServiceRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /** @param message for the operator: what the service answered, in numbers, and what to check */
    ServiceRefusedException(String message) {
        super(message);
    }
}
