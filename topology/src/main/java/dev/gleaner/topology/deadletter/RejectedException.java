package dev.gleaner.topology.deadletter;

/**
 * The record under way cannot be used. Thrown by a stage, turned into a dead letter by {@link DeadLetterHandler}.
 *
 * <p>Carries no stack trace: it tells about the record, not about the code, and garbage may come in floods.
 */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Says why.
     *
     * @param reason the kind of fault
     * @param detail one sentence for the person who can mend it, without text of the record
     */
    public RejectedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** The kind of fault. */
    public Reason reason() {
        return reason;
    }
}
