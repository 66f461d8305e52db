package dev.gleaner.topology.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keys of the state stores. All that belongs to a conversation stands together under its id, so that it can be read and removed
 * as one range: ids in UTF-8, each but the last followed by a zero byte, which no id may hold.
 */
public final class StateKey {

    private StateKey() {}

    /**
     * The key of something in a conversation.
     *
     * @param conversationId the conversation
     * @param ids what names it there, from the general to the particular
     */
    public static Bytes of(String conversationId, String... ids) {
        return Bytes.wrap((conversationId + '\0' + String.join("\0", ids)).getBytes(UTF_8));
    }

    /**
     * The entries under a prefix.
     *
     * @param store what is read
     * @param conversationId the conversation
     * @param ids first ids of the keys sought; none for all of the conversation
     * @return to be closed by the caller
     */
    public static <V> KeyValueIterator<Bytes, V> scan(
            KeyValueStore<Bytes, V> store, String conversationId, String... ids) {
        var prefix = conversationId + '\0' + (ids.length == 0 ? "" : String.join("\0", ids) + '\0');
        return store.prefixScan(Bytes.wrap(prefix.getBytes(UTF_8)), new BytesSerializer());
    }

    /**
     * Removes all that a store holds of a conversation.
     *
     * @param store what is removed from
     * @param conversationId the conversation
     */
    public static void forget(KeyValueStore<Bytes, ?> store, String conversationId) {
        try (var entries = scan(store, conversationId)) {
            while (entries.hasNext()) {
                store.delete(entries.next().key);
            }
        }
    }

    /**
     * A key that sorts by time first: 8 bytes of milliseconds, then the ids.
     *
     * @param time milliseconds since 1970-01-01 UTC, not before
     * @param ids the conversation, and what names something there
     */
    public static Bytes ofTime(long time, String... ids) {
        var names = String.join("\0", ids).getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + names.length)
                .putLong(time)
                .put(names)
                .array());
    }

    /**
     * The oldest keys made by {@link #ofTime}.
     *
     * @param store what is read
     * @param latest the time up to which, in milliseconds
     * @param limit most of them
     */
    public static List<Bytes> upTo(KeyValueStore<Bytes, ?> store, long latest, int limit) {
        var keys = new ArrayList<Bytes>();
        var after =
                Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(latest + 1).array());
        try (var entries = store.range(null, after)) {
            while (entries.hasNext() && keys.size() < limit) {
                keys.add(entries.next().key);
            }
        }
        return keys;
    }

    /** The time of a key made by {@link #ofTime}. */
    public static long timeOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong();
    }

    /** The ids of a key made by {@link #ofTime}. */
    public static List<String> idsOf(Bytes key) {
        return List.of(new String(key.get(), Long.BYTES, key.get().length - Long.BYTES, UTF_8).split("\0", -1));
    }
}
