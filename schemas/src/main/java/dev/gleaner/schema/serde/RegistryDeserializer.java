package dev.gleaner.schema.serde;

import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads Confluent framing, with the writer's schema from the registry resolved to ours. */
final class RegistryDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    /** More ids than a topic ever has; garbage never gets this far, since only known schemas make a reader. */
    private final ThreadLocal<Map<Integer, AvroBinary.Reader<T>>> readers = ThreadLocal.withInitial(HashMap::new);

    private final RegistrySerdes registry;
    private final Class<T> type;

    RegistryDeserializer(RegistrySerdes registry, Class<T> type) {
        this.registry = registry;
        this.type = type;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka: null in, null out
    public T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < RegistrySerializer.PREFIX_BYTES || bytes[0] != RegistrySerializer.MAGIC) {
            throw new UnreadableRecordException(
                    Reason.MALFORMED, "The value is not in Confluent framing: magic byte 0, then a 4-byte schema id");
        }
        var id = ByteBuffer.wrap(bytes).getInt(1);
        var reader = readers.get().computeIfAbsent(id, this::reader);
        try {
            return reader.read(bytes, RegistrySerializer.PREFIX_BYTES);
        } catch (IOException | RuntimeException e) { // a hostile value makes Avro throw almost anything
            throw new UnreadableRecordException(
                    Reason.MALFORMED,
                    "The value is not what its schema " + id + " says: "
                            + e.getClass().getSimpleName());
        }
    }

    private AvroBinary.Reader<T> reader(int id) {
        var writer = registry.schema(id);
        var ours = AvroBinary.schema(type);
        if (SchemaCompatibility.checkReaderWriterCompatibility(ours, writer).getType()
                != SchemaCompatibilityType.COMPATIBLE) {
            throw new UnreadableRecordException(
                    Reason.INCOMPATIBLE_SCHEMA, "Schema " + id + " cannot be read as " + type.getSimpleName());
        }
        return new AvroBinary.Reader<>(writer, type);
    }
}
