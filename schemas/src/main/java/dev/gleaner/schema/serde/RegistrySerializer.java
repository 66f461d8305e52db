package dev.gleaner.schema.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Confluent framing: magic byte 0, schema id as 4 bytes big-endian, Avro binary. */
final class RegistrySerializer<T extends SpecificRecord> implements Serializer<T> {

    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 5;

    private final RegistrySerdes registry;
    private final Class<T> type;
    private final Schema schema;
    private final ThreadLocal<AvroBinary.Writer<T>> writer;

    RegistrySerializer(RegistrySerdes registry, Class<T> type) {
        this.registry = registry;
        this.type = type;
        this.schema = AvroBinary.schema(type);
        this.writer = ThreadLocal.withInitial(() -> new AvroBinary.Writer<>(type));
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka: null in, null out
    public byte[] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        var prefix = ByteBuffer.allocate(PREFIX_BYTES)
                .put(MAGIC)
                .putInt(registry.id(topic, schema))
                .array();
        try {
            return writer.get().write(prefix, record);
        } catch (IOException e) {
            throw new SerializationException(
                    "A " + type.getSimpleName() + " could not be written for topic " + topic, e);
        }
    }
}
