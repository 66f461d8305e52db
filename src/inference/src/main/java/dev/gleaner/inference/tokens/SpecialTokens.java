package dev.gleaner.inference.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;

/** The special tokens of a {@code tokenizer.json}, which are looked for in texts before anything else. */
final class SpecialTokens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecialTokens() {}

    /**
     * The tokenizer that takes them for text like any other. It still knows their ids, and puts them around texts.
     *
     * @param tokenizerJson the bytes of the file
     * @throws IllegalArgumentException if this is no JSON
     */
    static byte[] removedFrom(byte[] tokenizerJson) {
        try {
            JsonNode file = JSON.readTree(tokenizerJson);
            for (Iterator<JsonNode> added = file.path("added_tokens").elements(); added.hasNext(); ) {
                if (added.next().path("special").asBoolean()) {
                    added.remove();
                }
            }
            return JSON.writeValueAsBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }
}
