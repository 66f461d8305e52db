package dev.gleaner.topology.deadletter;

/** Why a record went to the dead letters. The names stand in headers and metrics: they are a contract. */
public enum Reason {
    /** The value is missing, or cannot be read in the form that the record or the topic has. */
    MALFORMED,
    /** The schema id of the record is not known to the registry. */
    UNKNOWN_SCHEMA,
    /** The schema of the record cannot be read as ours. */
    INCOMPATIBLE_SCHEMA,
    /** The content-type header names a form that is not read here. */
    UNSUPPORTED_CONTENT_TYPE,
    /** A required field is missing. */
    MISSING_FIELD,
    /** A field holds what it must not. */
    INVALID_FIELD,
    /** The key of the record is not its conversation_id, so order and partition would not hold. */
    KEY_MISMATCH,
    /** The content of one turn is over the limit. */
    CONTENT_TOO_LARGE,
    /** The conversation already holds as much as one may. */
    CONVERSATION_TOO_LARGE,
    /** created_at lies in the future. */
    TIMESTAMP_IN_FUTURE,
    /** A model failed at the request as often as it may, or its result is too large: when that is mended, replay the request. */
    GENERATION_FAILED,
    /** A model failed as often as it may at saying what a follow-up says: when that is mended, replay the request. */
    LABELLING_FAILED,
    /** The record is fine as far as we know, but processing it failed: a fault of ours. */
    PROCESSING_FAILED
}
