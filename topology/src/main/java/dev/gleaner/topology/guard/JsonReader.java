package dev.gleaner.topology.guard;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.SignalKind;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;

/**
 * Reads a record's JSON body, completed by its CloudEvents headers.
 *
 * @param <T> what comes out
 */
@FunctionalInterface
interface JsonReader<T> {

    /**
     * Reads.
     *
     * @throws RejectedException if a field is missing or holds what it must not
     */
    T read(JsonBody body, CloudEvent event);

    /** Of a topic that takes no JSON. */
    static <T> JsonReader<T> none(String instead) {
        return (body, event) -> {
            throw new RejectedException(
                    Reason.UNSUPPORTED_CONTENT_TYPE,
                    "Header content-type must be " + instead + " on this topic, or be left out");
        };
    }

    /** Reads a {@link ConversationTurn}. */
    static ConversationTurn turn(JsonBody body, CloudEvent event) {
        return ConversationTurn.newBuilder()
                .setConversationId(body.text("conversation_id"))
                .setTurnId(body.optionalText("turn_id").or(event::id).orElseThrow(() -> JsonBody.missing("turn_id")))
                .setRole(body.constant("role", Role.class))
                .setContent(body.text("content"))
                .setCreatedAt(body.optionalTime("created_at")
                        .or(event::time)
                        .orElseThrow(() -> JsonBody.missing("created_at")))
                .setParentTurnId(body.optionalText("parent_turn_id").orElse(null))
                .setModel(body.optionalText("model").orElse(null))
                .setSubjectId(
                        body.optionalText("subject_id").or(event::subjectId).orElse(null))
                .setTenant(body.optionalText("tenant").or(event::tenant).orElse(null))
                .setLanguage(body.optionalText("language").orElse(null))
                .setTrainable(body.flag("trainable", true))
                .setAttributes(body.texts("attributes"))
                .build();
    }

    /** Reads a {@link ResponseSignal}. */
    static ResponseSignal signal(JsonBody body, CloudEvent event) {
        return ResponseSignal.newBuilder()
                .setConversationId(body.text("conversation_id"))
                .setSignalId(
                        body.optionalText("signal_id").or(event::id).orElseThrow(() -> JsonBody.missing("signal_id")))
                .setTurnId(body.text("turn_id"))
                .setKind(body.constant("kind", SignalKind.class))
                .setCreatedAt(body.optionalTime("created_at")
                        .or(event::time)
                        .orElseThrow(() -> JsonBody.missing("created_at")))
                .setEditedContent(body.optionalText("edited_content").orElse(null))
                .setSubjectId(
                        body.optionalText("subject_id").or(event::subjectId).orElse(null))
                .setTenant(body.optionalText("tenant").or(event::tenant).orElse(null))
                .build();
    }
}
