package dev.gleaner.schema.serde;

import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads Confluent framing, with the writer's schema from the registry resolved to ours. Stream threads share one instance. */
final class RegistryDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    /** One for each id that the registry knows; garbage ids never get in. */
    private final Map<Integer, RecordReader<T>> readers = new ConcurrentHashMap<>();

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
        if (bytes.length < RegistrySerializer.HEADER_LENGTH || bytes[0] != RegistrySerializer.MAGIC) {
            throw new UnreadableRecordException(
                    Reason.MALFORMED, "The value is not in Confluent framing: magic byte 0, then a 4-byte schema id.");
        }
        return readerOf(ByteBuffer.wrap(bytes).getInt(1)).read(bytes, RegistrySerializer.HEADER_LENGTH);
    }

    /** Asks outside of the map: a registry that does not answer holds up one thread, not all. */
    private RecordReader<T> readerOf(int id) {
        @Nullable RecordReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        RecordReader<T> resolved = RecordReader.resolve(registry.schema(id), type);
        readers.put(id, resolved);
        return resolved;
    }
}
