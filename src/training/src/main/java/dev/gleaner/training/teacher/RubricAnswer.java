package dev.gleaner.training.teacher;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gleaner.schema.Category;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The form of the teacher's answer, which is a closed set: anything else is no label. */
final class RubricAnswer {

    /** The answer as JSON schema, in the subset that endpoints enforce. */
    static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                    "bound", Map.of("type", "boolean"),
                    "categories", Map.of("type", "array", "items", Map.of("type", "string", "enum", names())),
                    "confidence", Map.of("type", "number")),
            "required",
            List.of("bound", "categories", "confidence"),
            "additionalProperties",
            false);

    private static final ObjectReader READER =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Map<String, Category> CATEGORIES =
            Arrays.stream(Category.values()).collect(Collectors.toUnmodifiableMap(Category::name, Function.identity()));

    private RubricAnswer() {}

    private static List<String> names() {
        return Arrays.stream(Category.values()).map(Category::name).toList();
    }

    /** Reads an answer. */
    static Answer read(String content) {
        try {
            return read(READER.<JsonNode>readValue(content));
        } catch (JacksonException e) {
            // The library's own message quotes the answer, and the answer may quote the user
            return new Answer.Skip(SkipReason.UNREADABLE);
        }
    }

    private static Answer read(JsonNode json) {
        JsonNode bound = json.path("bound");
        JsonNode names = json.path("categories");
        JsonNode confidence = json.path("confidence");
        if (!bound.isBoolean() || !names.isArray() || !confidence.isNumber()) {
            return new Answer.Skip(SkipReason.UNREADABLE);
        }
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (JsonNode name : names) {
            Category category = CATEGORIES.get(name.asText());
            if (category == null) {
                return new Answer.Skip(SkipReason.OUTSIDE_RUBRIC);
            }
            categories.add(category);
        }
        double sure = confidence.doubleValue();
        return sure >= 0 && sure <= 1
                ? new Answer.Label(bound.booleanValue(), categories, sure)
                : new Answer.Skip(SkipReason.OUTSIDE_RUBRIC);
    }
}
