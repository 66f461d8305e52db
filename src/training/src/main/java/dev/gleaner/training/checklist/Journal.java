package dev.gleaner.training.checklist;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was asked and answered, a line each in a file that only grows, so that nothing is asked twice. For many threads of one process.
 *
 * @param <L> the form of its lines
 */
final class Journal<L extends Journal.Line> {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** What every line has. */
    interface Line {

        /** Follows from all that the answer depends on. */
        String id();
    }

    private final Path file;
    private final Map<String, L> byId = new ConcurrentHashMap<>();

    private Journal(Path file) {
        this.file = file;
    }

    /**
     * Opens a journal. A last line without an end was being written when a run was killed: it is cut off.
     *
     * @param file made by the first line
     * @param form of the lines
     * @throws IllegalArgumentException if a line cannot be read
     */
    static <L extends Line> Journal<L> open(Path file, Class<L> form) {
        Journal<L> journal = new Journal<>(file);
        try {
            if (Files.exists(file)) {
                journal.read(form);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("File " + file + " cannot be read", e);
        }
        return journal;
    }

    private void read(Class<L> form) throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int number = 1;
        for (String line : (Iterable<String>) whole.lines()::iterator) {
            L read = parse(line, number++, form);
            byId.put(read.id(), read);
        }
        if (whole.length() < text.length()) {
            Files.writeString(file, whole);
        }
    }

    private L parse(String line, int number, Class<L> form) {
        try {
            return MAPPER.readValue(line, form);
        } catch (JacksonException e) {
            // Not passed on: its message may quote the line
            throw new IllegalArgumentException(
                    file + ":" + number + ": not a line as this command writes it; delete it to have that asked again");
        }
    }

    Optional<L> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Adds a line; it is in the file when this returns. */
    synchronized L add(L line) {
        try {
            Files.write(
                    file,
                    (MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("File " + file + " cannot be written", e);
        }
        byId.put(line.id(), line);
        return line;
    }
}
