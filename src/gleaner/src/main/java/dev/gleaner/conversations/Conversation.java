package dev.gleaner.conversations;

import dev.gleaner.schema.ConversationTurn;
import java.util.List;

/**
 * One conversation of a file.
 *
 * @param id the conversation_id of all its turns
 * @param turns in order, at least one
 */
public record Conversation(String id, List<ConversationTurn> turns) {

    /** Makes the list unchangeable. */
    public Conversation {
        turns = List.copyOf(turns);
    }
}
