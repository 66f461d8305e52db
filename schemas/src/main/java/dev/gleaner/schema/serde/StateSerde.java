package dev.gleaner.schema.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in state stores, without a registry: Avro's single-object encoding (marker C3 01, 8 bytes of the schema's CRC-64-AVRO
 * fingerprint, Avro binary). Reads what any schema of the record's committed history wrote, so state outlives a change of schema.
 *
 * <p>Safe for use by many threads: stream threads share the serde of a store.
 *
 * @param <T> the record
 */
public final class StateSerde<T extends SpecificRecord> implements Serde<T> {

    private static final int PREFIX_BYTES = 10;

    private final Class<T> type;
    private final byte[] prefix;
    private final Map<Long, Schema> known = new HashMap<>();
    private final ThreadLocal<AvroBinary.Writer<T>> writer;
    private final ThreadLocal<Map<Long, AvroBinary.Reader<T>>> readers = ThreadLocal.withInitial(HashMap::new);

    private StateSerde(Class<T> type) {
        this.type = type;
        var schema = AvroBinary.schema(type);
        this.prefix = prefix(schema);
        this.writer = ThreadLocal.withInitial(() -> new AvroBinary.Writer<>(type));
        SchemaHistory.of(type).forEach(past -> known.put(fingerprint(past), past));
        known.put(fingerprint(schema), schema);
    }

    /**
     * The serde of a record.
     *
     * @param type its generated class
     */
    public static <T extends SpecificRecord> StateSerde<T> of(Class<T> type) {
        return new StateSerde<>(type);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, record) -> write(record);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> read(bytes);
    }

    @SuppressWarnings("NullAway") // Kafka: null in, null out
    private byte[] write(@Nullable T record) {
        if (record == null) {
            return null;
        }
        try {
            return writer.get().write(prefix, record);
        } catch (IOException e) {
            throw new SerializationException("A " + type.getSimpleName() + " could not be written", e);
        }
    }

    @SuppressWarnings("NullAway") // Kafka: null in, null out
    private T read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return reader(bytes).read(bytes, PREFIX_BYTES);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "State holds something else than a " + type.getSimpleName()
                            + ": was the store written by a newer version?",
                    e);
        }
    }

    private AvroBinary.Reader<T> reader(byte[] bytes) {
        var fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        return readers.get().computeIfAbsent(fingerprint, any -> {
            var schema = known.get(fingerprint);
            if (schema == null) {
                throw new SerializationException(
                        "No schema of the history has fingerprint " + Long.toHexString(fingerprint));
            }
            return new AvroBinary.Reader<>(schema, type);
        });
    }

    private static byte[] prefix(Schema schema) {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(fingerprint(schema))
                .array();
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
