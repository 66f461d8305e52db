package dev.gleaner.schema.serde;

import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes Confluent framing: magic byte 0, schema id as 4 bytes big-endian, Avro binary. Threads share one instance. */
final class RegistrySerializer<T extends SpecificRecord> implements Serializer<T> {

    static final byte MAGIC = 0;
    static final int HEADER_LENGTH = 1 + Integer.BYTES;

    private final RegistrySerdes registry;
    private final Class<T> type;
    private final RecordWriter<T> writer;

    RegistrySerializer(RegistrySerdes registry, Class<T> type) {
        this.registry = registry;
        this.type = type;
        this.writer = new RecordWriter<>(type);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka: null in, null out
    public byte[] serialize(String topic, @Nullable T value) {
        return value == null ? null : writer.write(header(registry.id(topic, type)), value);
    }

    private static byte[] header(int id) {
        return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(id).array();
    }
}
