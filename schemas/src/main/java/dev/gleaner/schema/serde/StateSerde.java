package dev.gleaner.schema.serde;

import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Records in state stores: Avro's single-object encoding, which needs no registry.
 *
 * <p>A frame is the marker {@code C3 01}, the CRC-64-AVRO fingerprint of the writer's schema in 8 little-endian bytes, and the Avro
 * binary. Frames of every committed schema of the record are read, so that state outlives a change of schema. One instance may be
 * shared by all stream threads.
 *
 * @param <T> the record
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro 1.12, single-object encoding</a>
 */
public final class StateSerde<T extends SpecificRecord> implements Serde<T> {

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEADER_LENGTH = MARKER.length + Long.BYTES;

    private final String name;
    private final byte[] header;
    private final RecordWriter<T> writer;
    private final Map<Long, RecordReader<T>> readers;

    StateSerde(Class<T> type, List<Schema> history) {
        Schema current = SpecificData.get().getSchema(type);
        this.name = current.getFullName();
        this.header = header(current);
        this.writer = new RecordWriter<>(type);
        Map<Long, RecordReader<T>> known = new HashMap<>();
        for (Schema earlier : history) {
            known.put(SchemaNormalization.parsingFingerprint64(earlier), RecordReader.resolve(earlier, type));
        }
        known.put(SchemaNormalization.parsingFingerprint64(current), RecordReader.resolve(current, type));
        this.readers = Map.copyOf(known);
    }

    /**
     * The serde of one kind of record.
     *
     * @param type the generated class
     * @return a serde whose deserializer throws {@link UnreadableRecordException}: {@code UNKNOWN_SCHEMA} for a frame of a schema
     *     that is not in the record's history, {@code MALFORMED} for anything else that is not a frame
     */
    public static <T extends SpecificRecord> StateSerde<T> of(Class<T> type) {
        return new StateSerde<>(type, SchemaHistory.of(type));
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : writer.write(header, value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private T read(byte[] bytes) {
        if (bytes.length < HEADER_LENGTH || bytes[0] != MARKER[0] || bytes[1] != MARKER[1]) {
            throw new UnreadableRecordException(Reason.MALFORMED, "Not an Avro single-object frame of a " + name + ".");
        }
        return readerOf(fingerprint(bytes)).read(bytes, HEADER_LENGTH);
    }

    private RecordReader<T> readerOf(long fingerprint) {
        @Nullable RecordReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UnreadableRecordException(
                    Reason.UNKNOWN_SCHEMA,
                    "State holds a " + name + " of a schema that this version does not know (fingerprint "
                            + Long.toHexString(fingerprint) + "); run the version that wrote it, or a newer one.");
        }
        return reader;
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    private static long fingerprint(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
    }
}
