package dev.gleaner.topology.assemble;

import dev.gleaner.schema.ConversationTurn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The turns that were stored or read last, so that an exchange, which is made of the latest turns of its conversation, is not read back
 * from the store. Holds what the store holds, never more: one belongs to one task, and goes with it when the task fails.
 */
final class RecentTurns {

    /** Characters of content that are kept, a few megabytes a task. */
    private static final int MAX_CHARS = 4 * 1024 * 1024;

    private static final int OVERHEAD_CHARS = 256;

    private final Map<String, ConversationTurn> turns = new LinkedHashMap<>(1024, 0.75f, true);
    private long chars;

    @Nullable
    ConversationTurn get(String conversationId, String turnId) {
        return turns.get(key(conversationId, turnId));
    }

    void put(ConversationTurn turn) {
        var before = turns.put(key(turn.getConversationId(), turn.getTurnId()), turn);
        chars += size(turn) - (before == null ? 0 : size(before));
        for (var eldest = turns.values().iterator(); chars > MAX_CHARS && eldest.hasNext(); ) {
            chars -= size(eldest.next());
            eldest.remove();
        }
    }

    /** Forgets everything: rare, and cheaper than to look for one conversation. */
    void clear() {
        turns.clear();
        chars = 0;
    }

    private static int size(ConversationTurn turn) {
        return turn.getContent().length() + OVERHEAD_CHARS;
    }

    private static String key(String conversationId, String turnId) {
        return conversationId + '\0' + turnId;
    }
}
