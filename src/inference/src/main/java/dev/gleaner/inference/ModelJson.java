package dev.gleaner.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.Collectors;

/** The JSON files of a model directory: snake case, nothing unknown, nothing null. */
final class ModelJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ModelJson() {}

    /**
     * Reads a file.
     *
     * @param json its bytes
     * @param file how to name it in an error
     * @param type what it holds
     * @throws ModelDirectoryException if a field is missing or cannot be read; the message names it
     */
    static <T> T read(byte[] json, String file, Class<T> type) {
        try {
            return JSON.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .readValue(json);
        } catch (JacksonException e) {
            throw new ModelDirectoryException(file + " cannot be used: " + told(e), e);
        } catch (IOException e) {
            throw new ModelDirectoryException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String told(JacksonException e) {
        String what = e.getCause() instanceof IllegalArgumentException ours
                ? String.valueOf(ours.getMessage())
                : e.getOriginalMessage();
        String where = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return where.isEmpty() ? what : where + ": " + what;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** An object of plain values as the text of a file. */
    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JacksonException e) {
            throw new IllegalStateException("A model configuration of plain values cannot be written as JSON", e);
        }
    }
}
