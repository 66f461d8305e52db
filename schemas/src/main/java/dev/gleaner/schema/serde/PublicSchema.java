package dev.gleaner.schema.serde;

import org.apache.avro.Schema;

/** A schema as others should see it: without what the Java generator adds, but with its documentation. */
final class PublicSchema {

    private static final String JAVA_ONLY = "\"avro.java.string\":\"String\"";

    private PublicSchema() {}

    /** The same schema without {@code avro.java.string} properties; {"type":"string"} is then written as "string". */
    static Schema of(Schema schema) {
        var text = schema.toString()
                .replace("{\"type\":\"string\"," + JAVA_ONLY + "}", "\"string\"")
                .replace("," + JAVA_ONLY, "");
        return new Schema.Parser().parse(text);
    }
}
