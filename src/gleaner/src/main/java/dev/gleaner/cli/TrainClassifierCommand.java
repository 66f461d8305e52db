package dev.gleaner.cli;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.training.ClassifierTraining;
import dev.gleaner.training.LabelFiles;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.TaughtExchange;
import dev.gleaner.training.TrainedClassifier;
import dev.gleaner.training.WeightedExchange;
import dev.gleaner.training.evaluation.EvaluatedModel;
import dev.gleaner.training.evaluation.Evaluation;
import dev.gleaner.training.evaluation.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gleaner train classifier}. */
@Command(
        name = "classifier",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a feedback model on labelled exchanges; writes a model directory and, in it, a report of how good it is.",
            "The report's figures are out of fold: no exchange is assessed by a model that saw its source or conversation.",
            "The same labels and seed give the same files. The last line of the output is a summary in JSON."
        },
        footerHeading = "%n",
        footer = {
            "Examples: gleaner train classifier --labels exchanges.jsonl --out my-model",
            "          GLEANER_MODEL_DIRECTORY=my-model gleaner run --config gleaner.yaml"
        })
final class TrainClassifierCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    @Mixin
    private final LabelOptions labels = new LabelOptions();

    @Option(
            names = "--learn-only",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "More label files, such as made-up ones: learned from, but no figure, threshold or calibration is taken on them.")
    private List<Path> learnOnly = List.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "The model directory; made if need be, files of the same names are replaced.")
    private Path out = Path.of("");

    @ArgGroup(exclusive = false, heading = "%nWith a teacher:%n")
    private @Nullable TeacherOptions teacher;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides what is held out together, and what a teacher is asked about (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        var exchanges = labels.read(err);
        makeFolder();
        var more = more(exchanges, err);
        err.println("Training on " + exchanges.size() + " exchanges"
                + (more.isEmpty() ? "" : ", and on " + more.size() + " that are learned from only"));
        var trained = train(exchanges, more, err);
        var report = new Report(
                Evaluation.outOfFold(EvaluatedModel.of(trained.config()), trained.outOfFold(), trained.split()));
        trained.writeTo(out);
        report.writeTo(out);
        err.println("Model and report written to " + out);
        warnIfSilent(err, ModelConfig.SATISFIED, trained.config().satisfied());
        warnIfSilent(err, ModelConfig.DISSATISFIED, trained.config().dissatisfied());
        try (var output = Output.to(null)) {
            output.line(report.summary());
        }
        return 0;
    }

    /** What is learned from only. */
    private List<WeightedExchange> more(List<LabelledExchange> exchanges, PrintWriter err) {
        var taught = teacher == null ? List.<TaughtExchange>of() : teacher.teach(exchanges, out, seed, err);
        var given = LabelFiles.read(learnOnly).exchanges();
        return Stream.concat(
                        taught.stream().map(TaughtExchange::weighted),
                        given.stream().map(exchange -> new WeightedExchange(exchange, 1)))
                .toList();
    }

    private TrainedClassifier train(List<LabelledExchange> exchanges, List<WeightedExchange> more, PrintWriter err) {
        try (var progress = TrainingProgress.of(Terminal.of(System.getenv()), err)) {
            return new ClassifierTraining(seed, progress).train(exchanges, more);
        }
    }

    /** Few labels may show no threshold that is precise enough. */
    private static void warnIfSilent(PrintWriter err, String head, DecisionBand band) {
        if (band.to() == 1) {
            err.println("gleaner: warning: no threshold of '" + head
                    + "' was precise enough on these labels, so the model abstains where it should say so; label more");
        }
    }

    /** Before the minutes of training, not after them. */
    private void makeFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new IllegalArgumentException("Folder " + out + " cannot be made; choose another for --out", e);
        }
    }
}
