package dev.gleaner.training.checklist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gleaner.training.evaluation.JsonReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A contest to read: {@value #MARKDOWN} for people, with some examples in the users' own words; {@value #JSON} for programs and a chart, which
 * hold figures only. The same outcomes give the same bytes.
 *
 * @param evaluation the figures
 * @param outcomes where the examples are taken from
 */
public record ChecklistReport(ChecklistEvaluation evaluation, List<Outcome> outcomes) {

    /** The file for people. */
    public static final String MARKDOWN = "report.md";

    /** The file for programs. */
    public static final String JSON = "report.json";

    /** The chart. */
    public static final String PLOT = "verdicts.svg";

    /** Keeps the list as it is now. */
    public ChecklistReport {
        outcomes = List.copyOf(outcomes);
    }

    /** The text of {@value #MARKDOWN}. */
    public String markdown() {
        return new ChecklistMarkdown(evaluation, Example.of(outcomes)).text();
    }

    /** The text of {@value #JSON}. */
    public String json() {
        return JsonReport.of(evaluation);
    }

    /** The text of {@value #PLOT}. */
    public String plot() {
        return VerdictPlot.of(evaluation);
    }

    /** The chief figures, short enough for a line. */
    public ObjectNode summary() {
        return ChecklistSummary.of(evaluation);
    }

    /**
     * Writes all files.
     *
     * @param directory it is there; files of the same name are replaced
     * @throws UncheckedIOException if it cannot be written
     */
    public void writeTo(Path directory) {
        try {
            Files.writeString(directory.resolve(MARKDOWN), markdown());
            Files.writeString(directory.resolve(JSON), json());
            Files.writeString(directory.resolve(PLOT), plot());
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written to " + directory, e);
        }
    }
}
