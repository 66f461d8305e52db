package dev.gleaner.recipes.ask;

/** A question that gets no answer. The message holds nothing of what was asked or answered. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why a question gets no answer. */
    public enum Cause {
        /** The service does not take it: it is too long, say, or its form is not known there. */
        REJECTED,
        /** The service failed at it, as often as it may. */
        FAILED
    }

    private final Cause reason;

    /**
     * An unanswered question.
     *
     * @param reason why
     * @param message for the operator: which model, what its service said in numbers
     */
    public UnansweredException(Cause reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Cause reason() {
        return reason;
    }
}
