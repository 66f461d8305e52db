package dev.gleaner.recipes.ask;

import java.util.Map;

/**
 * The form of an answer: JSON by a schema. Services that know JSON schemas are made to keep to it; whoever reads the answer checks it all
 * the same.
 *
 * @param name of the form, letters and digits
 * @param schema as JSON schema, in the subset that services enforce
 */
public record AnswerForm(String name, Map<String, Object> schema) {

    /** Keeps the schema as it is now. */
    public AnswerForm {
        schema = Map.copyOf(schema);
    }
}
