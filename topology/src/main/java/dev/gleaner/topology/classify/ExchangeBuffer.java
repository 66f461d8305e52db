package dev.gleaner.topology.classify;

import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.PendingExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Exchanges that wait to be classified together, in order of arrival, each under its place in the batch. Places are taken again by
 * the next batch, so that the changelog stays as small as one.
 */
final class ExchangeBuffer {

    static final String PENDING = "pending";

    private final KeyValueStore<Integer, PendingExchange> pending;
    private int size;

    /** The buffer of a partition, with what a restart found in it. */
    ExchangeBuffer(ProcessingContext context) {
        pending = context.getStateStore(PENDING);
        size = all().size();
    }

    /** In memory, since the changelog has it too; cached, so that what comes and goes within a commit is not logged twice. */
    static StoreBuilder<?> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(PENDING), Serdes.Integer(), StateSerde.of(PendingExchange.class))
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }

    int size() {
        return size;
    }

    void add(PendingExchange exchange) {
        pending.put(size++, exchange);
    }

    /** Takes all out, oldest first. */
    List<PendingExchange> takeAll() {
        var taken = all();
        while (size > 0) {
            pending.delete(--size);
        }
        return taken;
    }

    private List<PendingExchange> all() {
        var found = new ArrayList<PendingExchange>();
        try (var entries = pending.all()) {
            entries.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }
}
