package dev.gleaner.topology.assemble;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.state.Answers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The conversations heard of last, so that what a turn needs, which is mostly the latest turns of its own conversation, is not read
 * back from the stores. Holds what they hold, never more.
 *
 * <p>A store, in memory and without a changelog, because it is shared by the processors of one task. Unlike the memory of other
 * stores it must be emptied whenever the task becomes active: one that was a standby meanwhile keeps its stores open (KAFKA-9501), and
 * what another instance wrote then comes by their changelogs, past this. Kafka Streams empties its own caches for the same reason
 * (KAFKA-14172).
 */
final class RecentConversations implements StateStore {

    /** Name of the store. */
    static final String RECENT = "recent-conversations";

    /** Characters of content that are kept, a few megabytes a task. */
    private static final int MAX_CHARS = 4 * 1024 * 1024;

    /** Of one conversation the latest turns, so that a long one does not crowd out the others. */
    private static final int MAX_CHARS_OF_ONE = MAX_CHARS / 16;

    /** What an entry takes beside its content. */
    private static final int OVERHEAD_CHARS = 256;

    private final Map<String, RecentConversation> conversations = new LinkedHashMap<>(1024, 0.75f, true);

    /** The one asked for last: all that a record asks is about its own conversation. */
    private @Nullable RecentConversation last;

    private long chars;
    private boolean open;

    static StoreBuilder<RecentConversations> builder() {
        return new InMemory();
    }

    /** What is in memory of a conversation; empty where that is nothing. */
    RecentConversation of(String conversationId) {
        if (last == null || !last.id.equals(conversationId)) {
            last = conversations.computeIfAbsent(conversationId, this::begin);
        }
        return last;
    }

    /** Keeps a turn that is in the store. */
    void keep(ConversationTurn turn) {
        chars += of(turn.getConversationId()).keep(turn);
        for (var eldest = conversations.values().iterator(); chars > MAX_CHARS && eldest.hasNext(); ) {
            leave(eldest.next());
            eldest.remove();
        }
    }

    void forget(String conversationId) {
        var forgotten = conversations.remove(conversationId);
        if (forgotten != null) {
            leave(forgotten);
        }
    }

    private RecentConversation begin(String conversationId) {
        var conversation = new RecentConversation(conversationId);
        chars += conversation.chars;
        return conversation;
    }

    private void leave(RecentConversation conversation) {
        chars -= conversation.chars;
        if (conversation == last) {
            last = null;
        }
    }

    /** Holds nothing any more: to be called before the first use by a task that becomes active. */
    void startAnew() {
        conversations.clear();
        last = null;
        chars = 0;
    }

    // ---- life of a store
    // -------------------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return RECENT;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        startAnew();
        context.register(root, (key, value) -> {}); // nothing is ever restored
        open = true;
    }

    @Override
    public void close() {
        startAnew();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** What is in memory of one conversation. */
    static final class RecentConversation {

        private final String id;
        private final Map<String, ConversationTurn> turns = new LinkedHashMap<>();
        private final Map<String, Answers> answers = new HashMap<>();
        private @Nullable Head head;
        private boolean whole;
        private long chars = OVERHEAD_CHARS;

        private RecentConversation(String id) {
            this.id = id;
        }

        @Nullable
        ConversationTurn turn(String turnId) {
            return turns.get(turnId);
        }

        @Nullable
        Answers answers(String turnId) {
            return answers.get(turnId);
        }

        void answers(String turnId, Answers stored) {
            answers.put(turnId, stored);
        }

        @Nullable
        Head head() {
            return head;
        }

        void head(Head stored) {
            head = stored;
        }

        /** Keeps a turn, in the place of the oldest ones here if need be; returns by how much that is more. */
        private long keep(ConversationTurn turn) {
            var before = chars;
            if (turns.put(turn.getTurnId(), turn) == null) {
                chars += chars(turn);
            }
            for (var oldest = turns.values().iterator(); chars > MAX_CHARS_OF_ONE && turns.size() > 1; ) {
                chars -= chars(oldest.next());
                oldest.remove();
                whole = false;
            }
            return chars - before;
        }

        private static long chars(ConversationTurn turn) {
            return turn.getContent().length() + OVERHEAD_CHARS;
        }

        /** Notes that the stores hold nothing of it yet, so that all of it is here as it comes. */
        void beginsNow() {
            whole = true;
        }

        /** Whether all of it is here: what is not, is not in the stores. */
        boolean isWhole() {
            return whole;
        }
    }

    /** Has nothing to cache or log. */
    private static final class InMemory implements StoreBuilder<RecentConversations> {

        @Override
        public StoreBuilder<RecentConversations> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<RecentConversations> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<RecentConversations> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("Store " + RECENT + " has no changelog");
        }

        @Override
        public StoreBuilder<RecentConversations> withLoggingDisabled() {
            return this;
        }

        @Override
        public RecentConversations build() {
            return new RecentConversations();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return RECENT;
        }
    }
}
