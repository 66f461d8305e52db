package dev.gleaner.topology.assemble;

import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.ConversationHead;
import dev.gleaner.topology.assemble.RecentConversations.RecentConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What is known of each conversation beside its turns, and which conversations are idle.
 *
 * <p>A conversation that was idle for long enough is gone at that very record time, whether its state was swept yet or not: a
 * late turn finds a new conversation, so that reprocessing the same topic gives the same pairs. Each conversation has one entry
 * in a queue by deadline, written when it starts and moved at most once an idle period, so the sweep reads only what is due.
 */
final class Heads {

    static final String HEADS = "heads";
    static final String DEADLINES = "deadlines";

    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, ConversationHead> heads;
    private final KeyValueStore<Bytes, byte[]> deadlines;
    private final RecentConversations recent;
    private final long idleAfter;

    Heads(ProcessingContext context, Duration idleAfter) {
        this.heads = context.getStateStore(HEADS);
        this.deadlines = context.getStateStore(DEADLINES);
        this.recent = context.getStateStore(RecentConversations.RECENT);
        this.idleAfter = idleAfter.toMillis();
    }

    static List<StoreBuilder<?>> stores(Map<String, String> changelog) {
        return List.of(
                // Cached: of the many updates within a commit, one goes to the changelog
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(HEADS),
                                Serdes.String(),
                                StateSerde.of(ConversationHead.class))
                        .withLoggingEnabled(changelog)
                        .withCachingEnabled(),
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(DEADLINES), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingEnabled(changelog)
                        .withCachingDisabled());
    }

    /** The head of a conversation; that of an empty one where it is not known. */
    Head of(String conversationId, long now) {
        var conversation = recent.of(conversationId);
        var known = conversation.head();
        return known != null ? known : read(conversation, conversationId, now);
    }

    private Head read(RecentConversation conversation, String conversationId, long now) {
        var stored = heads.get(conversationId);
        if (stored == null) {
            conversation.beginsNow();
            return Head.ofNothing(now);
        }
        var head = Head.of(stored);
        conversation.head(head);
        return head;
    }

    /** Whether the conversation's time is over, be its state still there or not. */
    boolean isIdle(Head head, long now) {
        return head.known() && head.lastActiveAt() + idleAfter <= now;
    }

    /** Stores the head of a conversation, and sees to it that it is swept one day. */
    void put(String conversationId, Head head) {
        heads.put(conversationId, head.toState());
        recent.of(conversationId).head(head.asKnown());
        if (!head.known()) {
            deadlines.put(StateKey.ofTime(head.lastActiveAt() + idleAfter, conversationId), NOTHING);
        }
    }

    /**
     * Takes conversations out of the queue that are idle by now, and puts back those that were active since.
     *
     * @param now record time in milliseconds
     * @param limit most conversations looked at in one call
     * @return the idle ones, whose state the caller removes
     */
    List<String> takeIdle(long now, int limit) {
        var idle = new ArrayList<String>();
        for (var key : StateKey.upTo(deadlines, now, limit)) {
            deadlines.delete(key);
            var conversationId = StateKey.idsOf(key).get(0);
            var head = of(conversationId, now);
            if (isIdle(head, now)) {
                idle.add(conversationId);
            } else if (head.known()) {
                deadlines.put(StateKey.ofTime(head.lastActiveAt() + idleAfter, conversationId), NOTHING);
            }
        }
        return idle;
    }

    void forget(String conversationId) {
        heads.delete(conversationId);
        recent.forget(conversationId);
    }
}
