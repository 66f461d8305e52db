package dev.gleaner.topology.generate;

import dev.gleaner.topology.assemble.StateKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The responses that drew a complaint and wait for a better answer, by the time of the complaint, so that a sweep reads only those
 * whose time is over. Holds no more than what was complained of within one wait: each entry is written and removed once.
 */
final class Unanswered {

    static final String UNANSWERED = "unanswered";

    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> unanswered;

    Unanswered(ProcessingContext context) {
        unanswered = context.getStateStore(UNANSWERED);
    }

    /** Not cached: an entry outlives many commits, and a range over a cache reads both. */
    static StoreBuilder<?> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(UNANSWERED), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    void add(Entry entry) {
        unanswered.put(entry.key(), NOTHING);
    }

    /**
     * Takes one out.
     *
     * @return false if it was not there
     */
    boolean take(Entry entry) {
        return unanswered.delete(entry.key()) != null;
    }

    /**
     * Takes out the oldest.
     *
     * @param latest the time of complaint up to which, in milliseconds
     * @param limit most of them
     */
    List<Entry> takeUpTo(long latest, int limit) {
        var due = StateKey.upTo(unanswered, latest, limit);
        due.forEach(unanswered::delete);
        return due.stream().map(Entry::of).toList();
    }

    /**
     * A response that waits.
     *
     * @param complainedAt record time of the first complaint about it, milliseconds since 1970-01-01 UTC
     * @param conversationId its conversation
     * @param responseTurnId its turn
     */
    record Entry(long complainedAt, String conversationId, String responseTurnId) {

        private static Entry of(Bytes key) {
            var ids = StateKey.idsOf(key);
            return new Entry(StateKey.timeOf(key), ids.get(0), ids.get(1));
        }

        private Bytes key() {
            return StateKey.ofTime(complainedAt, conversationId, responseTurnId);
        }
    }
}
