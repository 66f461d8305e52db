package dev.gleaner.schema.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schema of a record as others see it: with its docs, without the hints that Avro's compiler leaves for Java. */
final class PublishedSchema {

    private static final String JAVA_HINT = "avro.java.string";

    private PublishedSchema() {}

    /**
     * The schema to register and to commit.
     *
     * @param type the generated class
     * @return its schema, standing alone
     */
    static Schema of(Class<? extends SpecificRecord> type) {
        try {
            JsonNode schema = new ObjectMapper()
                    .readTree(SpecificData.get().getSchema(type).toString());
            schema.findParents(JAVA_HINT).forEach(hinted -> ((ObjectNode) hinted).remove(JAVA_HINT));
            return new Schema.Parser().parse(schema.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro writes the schema of " + type.getName() + " as what is not JSON", e);
        }
    }
}
