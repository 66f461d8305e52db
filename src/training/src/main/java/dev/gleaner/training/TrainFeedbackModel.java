package dev.gleaner.training;

import de.bwaldvogel.liblinear.Linear;
import dev.gleaner.inference.ModelDirectory;
import dev.gleaner.training.FeedbackTrainer.Trained;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that trains a feedback model and writes its directory: model.onnx, config.json and report.md. */
@Command(
        name = "train-feedback-model",
        mixinStandardHelpOptions = true,
        description = "Trains a feedback model on labelled exchanges and writes a model directory.",
        footer = {
            "",
            "Example:",
            "  train-feedback-model --labels exchanges.jsonl --written conversations.jsonl --out my-model"
        })
public final class TrainFeedbackModel implements Callable<Integer> {

    /** Ids a register has; with two registers the look-up table of ids is 1 MB. In smaller tables too many features share an id. */
    static final int TABLE_SIZE = 1 << 18;

    /** Rows that keep weights: 2.6 MB at 21 heads. */
    static final int MOST_ROWS = 32_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
    private CommandSpec spec;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Labelled real exchanges, one JSON object a line.")
    private List<Path> labels = List.of();

    @Option(
            names = "--written",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Written conversations with labelled user turns, one JSON object a line.")
    private List<Path> written = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The model directory; made if need be.")
    private Path out = Path.of("");

    @Option(names = "--seed", description = "Decides the folds; same seed, same bytes (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /**
     * Runs the command.
     *
     * @param args the options; {@code --help} shows them
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new TrainFeedbackModel()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Linear.disableDebugOutput();
        List<LabelledExchange> exchanges = read();
        PrintWriter console = spec.commandLine().getOut();
        console.printf("Training on %d exchanges …%n", exchanges.size());
        console.flush();
        Trained trained = new FeedbackTrainer(TABLE_SIZE, MOST_ROWS, seed).train(exchanges);
        byte[] model = LinearGraph.write(trained.heads());
        String report = TrainingReport.markdown(exchanges, trained, model.length);
        Files.createDirectories(out);
        Files.write(out.resolve(ModelDirectory.MODEL), model);
        Files.writeString(out.resolve(ModelDirectory.CONFIG), trained.config().toJson());
        Files.writeString(out.resolve("report.md"), report);
        console.println(report);
        console.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<LabelledExchange> read() throws IOException {
        List<LabelledExchange> exchanges = new ArrayList<>();
        try {
            for (Path file : labels) {
                exchanges.addAll(LabelFiles.exchanges(existing(file)));
            }
            for (Path file : written) {
                exchanges.addAll(LabelFiles.conversations(existing(file)));
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (exchanges.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Give labelled exchanges with --labels, --written or both");
        }
        return exchanges;
    }

    private Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
        return file;
    }
}
