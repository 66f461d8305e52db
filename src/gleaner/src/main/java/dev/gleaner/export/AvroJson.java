package dev.gleaner.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Our records as plain JSON: field names of the schema, times in ISO-8601, constants by name, null where there is nothing. Avro's
 * own JSON encoding wraps each optional value in an object that names its type; nobody but Avro reads that.
 */
public final class AvroJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AvroJson() {}

    /**
     * One record.
     *
     * @param record of a generated class
     * @return an object with the fields in the order of the schema
     */
    public static ObjectNode of(IndexedRecord record) {
        var object = JSON.objectNode();
        record.getSchema().getFields().forEach(field -> object.set(field.name(), value(record.get(field.pos()))));
        return object;
    }

    private static JsonNode value(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof IndexedRecord record) {
            return of(record);
        }
        if (value instanceof Collection<?> items) {
            var array = JSON.arrayNode(items.size());
            items.forEach(item -> array.add(value(item)));
            return array;
        }
        if (value instanceof Map<?, ?> entries) {
            var object = JSON.objectNode();
            entries.forEach((key, entry) -> object.set(String.valueOf(key), value(entry)));
            return object;
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Float number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Integer number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof Instant) {
            return JSON.textNode(value.toString());
        }
        throw new IllegalArgumentException(
                "No JSON form is known for " + value.getClass().getName());
    }
}
