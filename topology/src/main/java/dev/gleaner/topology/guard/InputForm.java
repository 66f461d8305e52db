package dev.gleaner.topology.guard;

/** The form of a topic's records, where a record's own {@code content-type} header does not say otherwise. */
public enum InputForm {
    /** Confluent framing: magic byte 0, 4-byte schema id, Avro binary. Needs the registry. */
    AVRO,
    /** One JSON object in UTF-8 with the field names of the Avro schema. Needs no registry. */
    JSON
}
