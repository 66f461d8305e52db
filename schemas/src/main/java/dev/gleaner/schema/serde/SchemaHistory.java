package dev.gleaner.schema.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Every schema that a record ever had, as committed under {@code schemas/history/<full name>/<version>.avsc}. */
final class SchemaHistory {

    private SchemaHistory() {}

    /** The schemas of a record, oldest first; the last is the present one. */
    static List<Schema> of(Class<?> type) {
        var history = new ArrayList<Schema>();
        for (var next = version(type, 1); next != null; next = version(type, history.size() + 1)) {
            history.add(next);
        }
        return history;
    }

    private static @Nullable Schema version(Class<?> type, int version) {
        var resource = "/dev/gleaner/schema/history/" + type.getName() + "/" + version + ".avsc";
        try (var in = SchemaHistory.class.getResourceAsStream(resource)) {
            return in == null ? null : new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Resource " + resource + " cannot be read", e);
        }
    }
}
