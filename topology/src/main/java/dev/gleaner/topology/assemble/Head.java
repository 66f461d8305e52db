package dev.gleaner.topology.assemble;

import dev.gleaner.schema.state.ConversationHead;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one conversation beside its turns; constant in size.
 *
 * @param lastTurnId the turn stored last, parent of the next one that names none; null while none is
 * @param turns turns and signals counted in
 * @param contentBytes bytes of their content in UTF-8
 * @param waiting arrivals that wait for a turn of this conversation
 * @param lastActiveAt record time of the last arrival, milliseconds since 1970-01-01 UTC
 * @param known whether it was stored before
 */
record Head(@Nullable String lastTurnId, int turns, long contentBytes, int waiting, long lastActiveAt, boolean known) {

    static Head ofNothing(long now) {
        return new Head(null, 0, 0, 0, now, false);
    }

    static Head of(ConversationHead state) {
        return new Head(
                state.getLastTurnId().orElse(null),
                state.getTurns(),
                state.getContentBytes(),
                state.getWaiting(),
                state.getLastActiveAt(),
                true);
    }

    ConversationHead toState() {
        return new ConversationHead(lastTurnId, turns, contentBytes, waiting, lastActiveAt);
    }

    Head asKnown() {
        return known ? this : new Head(lastTurnId, turns, contentBytes, waiting, lastActiveAt, true);
    }

    Head withLast(String turnId) {
        return new Head(turnId, turns, contentBytes, waiting, lastActiveAt, known);
    }

    Head withWaiting(int change) {
        return new Head(lastTurnId, turns, contentBytes, waiting + change, lastActiveAt, known);
    }

    Head withOneMore(long bytes) {
        return new Head(lastTurnId, turns + 1, contentBytes + bytes, waiting, lastActiveAt, known);
    }

    Head activeAt(long now) {
        return new Head(lastTurnId, turns, contentBytes, waiting, Math.max(lastActiveAt, now), known);
    }
}
