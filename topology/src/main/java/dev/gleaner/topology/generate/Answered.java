package dev.gleaner.topology.generate;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The requests whose result was taken in, by the record time of that. A worker that was killed may ask again and write another result;
 * the first one counts.
 *
 * <p>A window store, which forgets by whole segments and writes no tombstones. A request can be read again for as long as its topic
 * keeps it, 7 days, so its id is known for longer than that. Should a result come later still, its pairs have the same ids as before,
 * and replace them under compaction.
 */
final class Answered {

    static final String ANSWERED = "answered";

    private static final Duration RETENTION = Duration.ofDays(8);
    private static final Duration WINDOW =
            Duration.ofMinutes(1); // nothing is asked by window, but a window store has one
    private static final byte[] YES = {1};

    private final WindowStore<String, byte[]> answered;

    Answered(ProcessingContext context) {
        answered = context.getStateStore(ANSWERED);
    }

    static StoreBuilder<?> store() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(ANSWERED, RETENTION, WINDOW, false),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    /**
     * Notes that a request is answered.
     *
     * @param now record time of the result, in milliseconds
     * @return false if it was before
     */
    boolean add(String requestId, long now) {
        try (var before = answered.fetch(requestId, 0, Long.MAX_VALUE)) {
            if (before.hasNext()) {
                return false;
            }
        }
        answered.put(requestId, YES, now);
        return true;
    }
}
