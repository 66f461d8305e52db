package dev.gleaner.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a teacher, in a file that a person can check and correct: exchange lines of a label file with {@code id}, {@code
 * confidence} from 0 to 1, and {@code annotator} besides.
 */
public final class TaughtFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    /** @param file made by the first label */
    public TaughtFile(Path file) {
        this.file = file;
    }

    /**
     * All labels so far.
     *
     * @throws LabelFileException if a line cannot be used
     */
    public List<TaughtExchange> read() {
        List<TaughtExchange> taught = new ArrayList<>();
        if (Files.exists(file)) {
            LabelLines.read(file, line -> taught.add(line.taught()));
        }
        return List.copyOf(taught);
    }

    /**
     * Adds a label; it is in the file when this returns.
     *
     * @param unlabelled the exchange
     * @param label what the teacher said: the exchange with labels
     * @param confidence how sure it was, 0 to 1
     * @param annotator names the teacher
     * @throws UncheckedIOException if the file cannot be written
     */
    public void append(UnlabelledExchange unlabelled, LabelledExchange label, double confidence, String annotator) {
        ObjectNode line = MAPPER.createObjectNode().put("id", unlabelled.id());
        unlabelled.source().ifPresent(source -> line.put("source", source));
        unlabelled.conversation().ifPresent(conversation -> line.put("conversation_id", conversation));
        unlabelled.language().ifPresent(language -> line.put("language", language));
        line.put("prompt", label.text().prompt())
                .put("response", label.text().response())
                .put("followup", label.text().followUp())
                .put("bound", label.bound());
        label.categories().stream().sorted().map(Enum::name).forEach(line.putArray("categories")::add);
        line.put("confidence", confidence).put("annotator", annotator);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The teacher's labels cannot be written to " + file, e);
        }
    }
}
