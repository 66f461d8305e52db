package dev.gleaner.topology.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.SignalKind;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a turn or a signal before anything of it is stored.
 *
 * @param limits how much and how late
 */
record Checks(Limits limits) {

    /** Longest id, in characters. */
    static final int MAX_ID_LENGTH = 256;

    /**
     * Checks a turn that was read.
     *
     * @throws RejectedException naming the field that is wrong
     */
    void turn(byte @Nullable [] key, ConversationTurn turn, Instant now) {
        conversation(key, turn.getConversationId());
        id("turn_id", turn.getTurnId());
        turn.getParentTurnId().ifPresent(parent -> {
            id("parent_turn_id", parent);
            if (parent.equals(turn.getTurnId())) {
                throw new RejectedException(Reason.INVALID_FIELD, "Field parent_turn_id names the turn itself");
            }
        });
        size("content", Utf8.length(turn.getContent()) + bytes(turn.getAttributes()));
        time("created_at", turn.getCreatedAt(), now);
    }

    /**
     * Checks a signal that was read.
     *
     * @throws RejectedException naming the field that is wrong
     */
    void signal(byte @Nullable [] key, ResponseSignal signal, Instant now) {
        conversation(key, signal.getConversationId());
        id("signal_id", signal.getSignalId());
        id("turn_id", signal.getTurnId());
        if ((signal.getKind() == SignalKind.EDIT) != signal.getEditedContent().isPresent()) {
            throw new RejectedException(
                    Reason.INVALID_FIELD, "Field edited_content must be there with EDIT, and with nothing else");
        }
        signal.getEditedContent().ifPresent(content -> size("edited_content", Utf8.length(content)));
        time("created_at", signal.getCreatedAt(), now);
    }

    /** The conversation of a record is its key. */
    static void conversation(byte @Nullable [] key, String conversationId) {
        id("conversation_id", conversationId);
        if (key == null || !conversationId.equals(new String(key, UTF_8))) {
            throw new RejectedException(
                    Reason.KEY_MISMATCH,
                    "The key of the record must be its conversation_id, so that a conversation stays in order");
        }
    }

    /** An id has some characters, and none that would break a key or a log. */
    static void id(String field, String id) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH || holdsControlCharacters(id)) {
            throw new RejectedException(
                    Reason.INVALID_FIELD,
                    "Field " + field + " must have 1 to " + MAX_ID_LENGTH + " characters and no control characters");
        }
    }

    private static boolean holdsControlCharacters(String id) {
        for (var i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Content is no larger than one turn may be. */
    void size(String field, long bytes) {
        size(field, bytes, limits.contentBytes());
    }

    static void size(String field, long bytes, long limit) {
        if (bytes > limit) {
            throw new RejectedException(
                    Reason.CONTENT_TOO_LARGE,
                    "Field " + field + " has " + bytes + " bytes in UTF-8, the limit is " + limit);
        }
    }

    /** Nothing happened in the future. */
    void time(String field, Instant time, Instant now) {
        if (time.isAfter(now.plus(limits.clockSkew()))) {
            throw new RejectedException(
                    Reason.TIMESTAMP_IN_FUTURE,
                    "Field " + field + " lies more than " + limits.clockSkew().toSeconds() + " s in the future");
        }
    }

    private static long bytes(Map<String, String> attributes) {
        var bytes = 0L;
        for (var attribute : attributes.entrySet()) {
            bytes += Utf8.length(attribute.getKey()) + Utf8.length(attribute.getValue());
        }
        return bytes;
    }
}
