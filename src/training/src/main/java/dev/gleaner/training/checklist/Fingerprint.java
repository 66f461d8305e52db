package dev.gleaner.training.checklist;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.training.Digest;
import java.util.List;

/** A name that follows from content, so that what is known already is found again. */
final class Fingerprint {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Fingerprint() {}

    /**
     * Names content.
     *
     * @param bytes of the name, which has two digits for each
     * @param content texts, numbers, flags, and lists of these
     */
    static String of(int bytes, List<?> content) {
        try {
            return Digest.of(bytes, MAPPER.writeValueAsBytes(content));
        } catch (JacksonException e) {
            throw new IllegalStateException("A list of plain values cannot be written as JSON", e);
        }
    }
}
