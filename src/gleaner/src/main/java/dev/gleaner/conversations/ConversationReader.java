package dev.gleaner.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of conversations: one JSON object a line, {@code {"conversation_id", "turns": [{"role", "content", "turn_id"?,
 * "parent_turn_id"?, "model"?, "created_at"?}], "subject_id"?, "tenant"?, "language"?, "trainable"?}}.
 *
 * <p>Roles may be written in any case. A turn without turn_id has its position for one, the first is 0. {@code created_at} (or
 * {@code ts}) is ISO-8601 with a zone, or milliseconds since 1970-01-01 UTC; a turn without one has that of the turn before it, or
 * the time of reading. Other fields are passed over.
 */
public final class ConversationReader implements AutoCloseable {

    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(", "));

    private final JsonLines lines;
    private final Clock clock;

    /**
     * Reads conversations.
     *
     * @param lines closed with this
     * @param clock tells the time of reading
     */
    public ConversationReader(JsonLines lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Opens a file.
     *
     * @param file its path, or {@code -} for the standard input
     * @throws IllegalArgumentException if there is no such file, or it cannot be read
     */
    public static ConversationReader open(String file) {
        return new ConversationReader(JsonLines.open(file), Clock.systemUTC());
    }

    /**
     * The next conversation.
     *
     * @return nothing at the end of the file
     * @throws ConversationFileException if the line is not a conversation; the message names file, line and field
     */
    public Optional<Conversation> next() {
        return lines.next().map(this::conversation);
    }

    private Conversation conversation(ObjectNode object) {
        var id = requiredText(object, "conversation_id", "");
        if (!(object.get("turns") instanceof ArrayNode turns) || turns.isEmpty()) {
            throw lines.fault("turns must be an array of at least one turn");
        }
        var read = new ArrayList<ConversationTurn>(turns.size());
        var ids = new HashSet<String>();
        for (var position = 0; position < turns.size(); position++) {
            read.add(turn(id, object, turns.get(position), position, read));
            requireNew(ids, read.get(position).getTurnId(), position);
        }
        return new Conversation(id, read);
    }

    private ConversationTurn turn(
            String conversationId,
            ObjectNode conversation,
            JsonNode node,
            int position,
            List<ConversationTurn> before) {
        var where = "turns[" + position + "].";
        if (!(node instanceof ObjectNode turn)) {
            throw lines.fault("turns[" + position + "] must be an object");
        }
        return ConversationTurn.newBuilder()
                .setConversationId(conversationId)
                .setTurnId(text(turn, "turn_id", where).orElse(Integer.toString(position)))
                .setRole(role(requiredText(turn, "role", where), where))
                .setContent(requiredText(turn, "content", where))
                .setCreatedAt(time(turn, "created_at", where)
                        .or(() -> time(turn, "ts", where))
                        .orElseGet(() -> before.isEmpty()
                                ? Instant.ofEpochMilli(clock.millis())
                                : before.get(before.size() - 1).getCreatedAt()))
                .setParentTurnId(text(turn, "parent_turn_id", where).orElse(null))
                .setModel(text(turn, "model", where).orElse(null))
                .setSubjectId(text(conversation, "subject_id", "").orElse(null))
                .setTenant(text(conversation, "tenant", "").orElse(null))
                .setLanguage(text(conversation, "language", "").orElse(null))
                .setTrainable(flag(conversation, "trainable", "", flag(turn, "trainable", where, true)))
                .build();
    }

    private void requireNew(Set<String> ids, String id, int position) {
        if (!ids.add(id)) {
            throw lines.fault("turns[" + position + "].turn_id is that of an earlier turn");
        }
    }

    private Role role(String name, String where) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw lines.fault(where + "role must be one of " + ROLES);
        }
    }

    private String requiredText(ObjectNode object, String field, String where) {
        return text(object, field, where).orElseThrow(() -> lines.fault(where + field + " is missing"));
    }

    private Optional<String> text(ObjectNode object, String field, String where) {
        return present(object, field).map(node -> {
            if (node.isTextual()) {
                return node.textValue();
            }
            throw lines.fault(where + field + " must be a string");
        });
    }

    private boolean flag(ObjectNode object, String field, String where, boolean otherwise) {
        return present(object, field)
                .map(node -> {
                    if (node.isBoolean()) {
                        return node.booleanValue();
                    }
                    throw lines.fault(where + field + " must be true or false");
                })
                .orElse(otherwise);
    }

    private Optional<Instant> time(ObjectNode object, String field, String where) {
        return present(object, field).map(node -> {
            if (node.isNumber() && node.canConvertToLong()) {
                return Instant.ofEpochMilli(node.longValue());
            }
            try {
                return OffsetDateTime.parse(node.asText()).toInstant();
            } catch (DateTimeParseException e) {
                throw lines.fault(where + field
                        + " must be milliseconds since 1970 or ISO-8601 with a zone, such as 2026-01-31T08:00:00Z");
            }
        });
    }

    private static Optional<JsonNode> present(ObjectNode object, String field) {
        @Nullable JsonNode node = object.get(field);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    @Override
    public void close() {
        lines.close();
    }
}
