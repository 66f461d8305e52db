package dev.gleaner.topology.guard;

import java.time.Duration;
import java.util.Map;

/**
 * What one turn and one conversation may hold; what is over goes to the dead letters.
 *
 * @param contentBytes content of one turn, bytes in UTF-8
 * @param conversationTurns turns of one conversation
 * @param conversationBytes content of one conversation, bytes in UTF-8
 * @param clockSkew how far created_at may lie ahead of the wall clock
 */
public record Limits(int contentBytes, int conversationTurns, long conversationBytes, Duration clockSkew) {

    /** Limits that suit chats and coding agents: 256 KiB a turn, 2,000 turns and 8 MiB a conversation, 5 minutes ahead. */
    public static final Limits DEFAULT = new Limits(256 * 1024, 2_000, 8L * 1024 * 1024, Duration.ofMinutes(5));

    /** Settings of a changelog that takes a turn as large as the limit, and what is kept beside its content. */
    public Map<String, String> changelog() {
        return Map.of("max.message.bytes", Integer.toString(contentBytes + 256 * 1024));
    }
}
