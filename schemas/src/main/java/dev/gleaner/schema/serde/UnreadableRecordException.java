package dev.gleaner.schema.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that nobody can read, however long one waits: they belong in the dead letters. */
public final class UnreadableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /** Why the bytes cannot be read. */
    public enum Reason {
        /** Not in Confluent framing, or not what its schema says. */
        MALFORMED,
        /** The registry does not know the schema id. */
        UNKNOWN_SCHEMA,
        /** The schema of the writer cannot be read as ours. */
        INCOMPATIBLE_SCHEMA
    }

    private final Reason reason;

    /**
     * Tells why.
     *
     * @param reason the kind of fault
     * @param message one sentence for the person who can mend it, without text of the record
     */
    public UnreadableRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The kind of fault. */
    public Reason reason() {
        return reason;
    }
}
