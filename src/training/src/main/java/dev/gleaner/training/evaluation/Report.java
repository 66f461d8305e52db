package dev.gleaner.training.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An evaluation to read: {@value #MARKDOWN} for people, {@value #JSON} for programs, and charts. Figures only, no text of the data; the
 * same evaluation gives the same bytes.
 *
 * @param evaluation what is told
 */
public record Report(Evaluation evaluation) {

    /** The file for people. */
    public static final String MARKDOWN = "report.md";

    /** The file for programs. */
    public static final String JSON = "report.json";

    /** The text of {@value #MARKDOWN}. */
    public String markdown() {
        return new MarkdownReport(evaluation).text();
    }

    /** The text of {@value #JSON}. */
    public String json() {
        return JsonReport.of(evaluation);
    }

    /** The charts: SVG by file name. */
    public Map<String, String> plots() {
        return Plots.of(evaluation);
    }

    /** The chief figures, short enough for a line. */
    public ObjectNode summary() {
        return Summary.of(evaluation);
    }

    /**
     * Writes all files.
     *
     * @param directory made if need be; files of the same name are replaced
     * @throws UncheckedIOException if it cannot be written
     */
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(MARKDOWN), markdown());
            Files.writeString(directory.resolve(JSON), json());
            for (Map.Entry<String, String> plot : plots().entrySet()) {
                Files.writeString(directory.resolve(plot.getKey()), plot.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written to " + directory, e);
        }
    }
}
