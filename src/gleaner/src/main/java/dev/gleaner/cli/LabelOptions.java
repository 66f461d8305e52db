package dev.gleaner.cli;

import dev.gleaner.training.LabelFiles;
import dev.gleaner.training.LabelledExchange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the labels are. */
final class LabelOptions {

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = {
                "Label files, one JSON object a line. A line with \"followup\" is an exchange (data set \"real\"): "
                        + "{\"prompt\", \"response\", \"followup\", \"bound\", \"categories\": [NAME, …], \"source\"?, "
                        + "\"conversation_id\"?, \"language\"?}.",
                "A line with \"turns\" and \"labels\" is a conversation (data set \"written\"): {\"conversation_id\", "
                        + "\"turns\": [{\"role\", \"content\"}, …], \"labels\": [{\"turn\", \"sat\", \"dsat\", \"bind\"}, …], "
                        + "\"language\"?}. See docs/training.md."
            })
    private List<Path> files = List.of();

    /**
     * The labelled exchanges.
     *
     * @param err gets a warning about lines that cannot be kept together with what they belong to
     */
    List<LabelledExchange> read(PrintWriter err) {
        var labels = LabelFiles.read(files);
        if (labels.ungrouped() > 0) {
            err.println("gleaner: warning: " + labels.ungrouped()
                    + " lines name neither 'source' nor 'conversation_id', so each counts as"
                    + " a group of its own: figures flatter if some of them belong together");
        }
        return labels.exchanges();
    }
}
