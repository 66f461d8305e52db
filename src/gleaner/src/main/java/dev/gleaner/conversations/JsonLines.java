package dev.gleaner.conversations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of JSON objects, one a line, read as it comes: a file may be larger than the memory. Empty lines are passed over. */
public final class JsonLines implements AutoCloseable {

    /** What names the standard input where a file is asked for. */
    public static final String STANDARD_INPUT = "-";

    private static final ObjectReader READER =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String name;
    private final BufferedReader lines;
    private long line;

    /**
     * Reads lines.
     *
     * @param name for messages
     * @param in UTF-8; closed with this
     */
    public JsonLines(String name, InputStream in) {
        this.name = name;
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.lines = new BufferedReader(new InputStreamReader(in, strict));
    }

    /**
     * Opens a file.
     *
     * @param file its path, or {@value #STANDARD_INPUT} for the standard input
     * @throws IllegalArgumentException if there is no such file, or it cannot be read
     */
    public static JsonLines open(String file) {
        if (file.equals(STANDARD_INPUT)) {
            return new JsonLines("standard input", System.in);
        }
        try {
            return new JsonLines(file, Files.newInputStream(requireReadable(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException("File " + file + " cannot be read", e);
        }
    }

    /**
     * Looks before anything is begun.
     *
     * @throws IllegalArgumentException if there is no such file, or it cannot be read
     */
    public static Path requireReadable(String file) {
        var path = Path.of(file);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException(
                    "File " + file + (Files.isDirectory(path) ? " is a folder" : " may not be read by us"));
        }
        return path;
    }

    /**
     * The next object.
     *
     * @return nothing at the end of the file
     * @throws ConversationFileException if the line is not one JSON object in UTF-8
     */
    public Optional<ObjectNode> next() {
        try {
            for (@Nullable String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                if (!text.isBlank()) {
                    return Optional.of(parse(text));
                }
            }
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw fault("not in UTF-8 from about this line on");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + name + " failed after line " + line, e);
        }
    }

    private ObjectNode parse(String text) {
        try {
            if (READER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw fault("not a JSON object");
        } catch (JsonProcessingException e) {
            // The library's own message quotes the line
            var column = Optional.ofNullable(e.getLocation()).map(at -> " from column " + at.getColumnNr() + " on");
            throw fault("not a JSON object" + column.orElse(""));
        }
    }

    /** What is wrong with the line that came last. */
    public ConversationFileException fault(String what) {
        return new ConversationFileException(name, line, what);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be closed", e);
        }
    }
}
