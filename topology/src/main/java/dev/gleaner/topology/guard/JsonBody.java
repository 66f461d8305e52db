package dev.gleaner.topology.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object, read field by field under the names of our Avro schemas. Fields that we do not know are passed over. */
final class JsonBody {

    private static final ObjectReader READER =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Parses a value.
     *
     * @throws RejectedException if it is not one JSON object in UTF-8
     */
    static JsonBody parse(byte[] value) {
        try {
            JsonNode node = READER.readValue(value);
            if (node.isObject()) {
                return new JsonBody(node);
            }
            throw new RejectedException(Reason.MALFORMED, "The value is JSON, but not one object");
        } catch (JsonProcessingException e) {
            var at = Optional.ofNullable(e.getLocation())
                    .map(location -> " near byte " + location.getByteOffset())
                    .orElse("");
            throw new RejectedException(Reason.MALFORMED, "The value is no JSON in UTF-8" + at);
        } catch (IOException e) {
            throw new RejectedException(Reason.MALFORMED, "The value is no JSON in UTF-8");
        }
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(String field) {
        var node = present(field);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw invalid(field, "must be a string");
        }
        return Optional.of(node.textValue());
    }

    boolean flag(String field, boolean otherwise) {
        var node = present(field);
        if (node == null) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw invalid(field, "must be true or false");
        }
        return node.booleanValue();
    }

    Map<String, String> texts(String field) {
        var node = present(field);
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw invalid(field, "must be an object of strings");
        }
        var texts = new HashMap<String, String>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** A constant by its name, in any case. */
    <E extends Enum<E>> E constant(String field, Class<E> type) {
        var name = text(field).toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(field, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    /** Milliseconds since 1970-01-01 UTC, or ISO-8601 with a zone. */
    Optional<Instant> optionalTime(String field) {
        var node = present(field);
        if (node == null) {
            return Optional.empty();
        }
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            return Optional.of(Instant.ofEpochMilli(node.longValue()));
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
        } catch (DateTimeParseException e) {
            throw invalid(field, "must be milliseconds since 1970 or ISO-8601 with a zone");
        }
    }

    static RejectedException missing(String field) {
        return new RejectedException(Reason.MISSING_FIELD, "Field " + field + " is missing");
    }

    private static RejectedException invalid(String field, String must) {
        return new RejectedException(Reason.INVALID_FIELD, "Field " + field + " " + must);
    }

    private @Nullable JsonNode present(String field) {
        var node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }
}
