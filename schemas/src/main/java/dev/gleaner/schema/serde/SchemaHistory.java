package dev.gleaner.schema.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Every schema that a record of ours has had, as committed under {@code schemas/history}. */
final class SchemaHistory {

    private SchemaHistory() {}

    /**
     * The committed versions of a record's schema.
     *
     * @param type the record
     * @return the schemas, oldest first; empty for a record that has no committed version yet
     */
    static List<Schema> of(Class<? extends SpecificRecord> type) {
        String folder = "/dev/gleaner/schema/history/"
                + SpecificData.get().getSchema(type).getFullName() + "/";
        List<Schema> versions = new ArrayList<>();
        try {
            for (int version = 1; ; version++) {
                try (InputStream in = SchemaHistory.class.getResourceAsStream(folder + version + ".avsc")) {
                    if (in == null) {
                        return List.copyOf(versions);
                    }
                    versions.add(new Schema.Parser().parse(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The schema history " + folder + " cannot be read", e);
        }
    }
}
