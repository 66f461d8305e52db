package dev.gleaner.export;

import dev.gleaner.schema.serde.UnreadableRecordException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the values of records.
 *
 * @param <T> what they are
 */
public final class ValueReader<T> {

    private final String kind;
    private final Deserializer<T> deserializer;

    /**
     * Reads values of a kind.
     *
     * @param kind what errors call one, such as "pair"
     * @param deserializer of the values
     */
    public ValueReader(String kind, Deserializer<T> deserializer) {
        this.kind = kind;
        this.deserializer = deserializer;
    }

    /**
     * Gives the value of a record.
     *
     * @return nothing where the record has none, which withdraws what its key stands for
     * @throws IllegalStateException if it cannot be read; the message names the record, and quotes nothing of it
     */
    public Optional<T> read(ConsumerRecord<?, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(deserializer.deserialize(record.topic(), record.headers(), record.value()));
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException(
                    "Record %s-%d@%d is no %s: %s"
                            .formatted(record.topic(), record.partition(), record.offset(), kind, e.getMessage()),
                    e);
        }
    }
}
