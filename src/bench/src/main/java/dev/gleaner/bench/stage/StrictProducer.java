package dev.gleaner.bench.stage;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A producer that fails where a record does not get there: else what comes of it would be missed, and the harvest blamed.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class StrictProducer<K, V> implements AutoCloseable {

    private final Producer<K, V> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * A producer.
     *
     * @param producer closed with this
     */
    public StrictProducer(Producer<K, V> producer) {
        this.producer = producer;
    }

    /** Sends a record. */
    public void send(ProducerRecord<K, V> record) {
        send(record, place -> {});
    }

    /** Sends a record, and tells, on another thread, where the broker put it. */
    public void send(ProducerRecord<K, V> record, Consumer<RecordMetadata> onAppended) {
        producer.send(record, (place, exception) -> {
            if (exception == null) {
                onAppended.accept(place);
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /**
     * Waits until all that was sent is there.
     *
     * @throws IllegalStateException if a record did not get there
     */
    public void flush() {
        producer.flush();
        var first = failure.get();
        if (first != null) {
            throw new IllegalStateException("A record did not get into its topic: " + first.getMessage(), first);
        }
    }

    @Override
    public void close() {
        try {
            flush();
        } finally {
            producer.close();
        }
    }
}
