package dev.gleaner.topology.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
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

    /** A key that sorts by time first: 8 bytes of milliseconds, then the conversation. */
    static Bytes ofDeadline(long deadline, String conversationId) {
        var id = conversationId.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(deadline)
                .put(id)
                .array());
    }

    /** The first key that sorts after all deadlines up to a time. */
    static Bytes afterDeadline(long deadline) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(deadline + 1).array());
    }

    /** The conversation of a key made by {@link #ofDeadline}. */
    static String conversationOf(Bytes deadlineKey) {
        return new String(deadlineKey.get(), Long.BYTES, deadlineKey.get().length - Long.BYTES, UTF_8);
    }
}
