package dev.gleaner.topology.flow;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What of an LLM worker's was taken in, by the record time of that. A worker that was killed may answer a request again, and otherwise; the
 * first answer counts.
 *
 * <p>A window store, which forgets by whole segments and writes no tombstones. A request can be read again for as long as its topic
 * keeps it, 7 days, so its id is known for longer than that.
 */
public final class TakenIn {

    private static final Duration RETENTION = Duration.ofDays(8);
    private static final Duration WINDOW =
            Duration.ofMinutes(1); // nothing is asked by window, but a window store has one
    private static final byte[] YES = {1};

    private final WindowStore<String, byte[]> ids;

    /**
     * What was taken in on the partition that a processor works on.
     *
     * @param store its name; the processor must be connected to it
     */
    public TakenIn(ProcessingContext context, String store) {
        ids = context.getStateStore(store);
    }

    /** The store, under a name of its own. */
    public static StoreBuilder<?> store(String name) {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(name, RETENTION, WINDOW, false),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    /**
     * Notes that something is taken in.
     *
     * @param id the same whenever it comes
     * @param now record time, in milliseconds
     * @return false if it was before
     */
    public boolean add(String id, long now) {
        try (var before = ids.fetch(id, 0, Long.MAX_VALUE)) {
            if (before.hasNext()) {
                return false;
            }
        }
        ids.put(id, YES, now);
        return true;
    }
}
