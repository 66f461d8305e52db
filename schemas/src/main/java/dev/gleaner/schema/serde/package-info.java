/** Reads and writes our records in Confluent framing: magic byte 0, 4-byte schema id, Avro binary. */
@NullMarked
package dev.gleaner.schema.serde;

import org.jspecify.annotations.NullMarked;
