package dev.gleaner.cli;

import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelDirectory;
import dev.gleaner.inference.ModelSettings;
import dev.gleaner.topology.classify.FeedbackClassifier;
import dev.gleaner.training.AssessedExchange;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.evaluation.EvaluatedModel;
import dev.gleaner.training.evaluation.Evaluation;
import dev.gleaner.training.evaluation.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gleaner evaluate classifier}. */
@Command(
        name = "classifier",
        mixinStandardHelpOptions = true,
        description = {
            "Compares what a feedback model says with labels, and reports how good it is: in Markdown, or as files with --out.",
            "The figures flatter if the model was trained on these labels; gleaner train classifier reports ones that do not.",
            "The last line of the output is a summary in JSON."
        },
        footerHeading = "%n",
        footer = "Example: gleaner evaluate classifier --model my-model --labels exchanges.jsonl --out my-report")
final class EvaluateClassifierCommand implements Callable<Integer> {

    private static final int BATCH = 64;
    private static final long SEED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    @Mixin
    private final LabelOptions labels = new LabelOptions();

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "Folder of the feedback model (default: the model that ships with Gleaner).")
    private @Nullable Path model;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Write report.md, report.json and charts there; made if need be (default: Markdown to the standard output).")
    private @Nullable Path out;

    @Override
    public Integer call() {
        var exchanges = labels.read(spec.commandLine().getErr());
        var directory = model == null ? ModelDirectory.bundled() : ModelDirectory.open(model);
        try (var classifier = new FeedbackModel(directory, ModelSettings.standard());
                var output = Output.to(null)) {
            var begun = System.nanoTime();
            var assessed = ask(classifier, exchanges);
            var seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
            var report = new Report(Evaluation.asGiven(EvaluatedModel.of(directory), assessed, SEED));
            publish(report, output);
            output.line(report.summary().put("exchanges_per_second", Math.round(exchanges.size() / seconds)));
        }
        return 0;
    }

    private static List<AssessedExchange> ask(FeedbackClassifier classifier, List<LabelledExchange> exchanges) {
        var assessed = new ArrayList<AssessedExchange>(exchanges.size());
        try (var progress = Progress.of(Terminal.of(System.getenv()), "evaluate", " exchanges", exchanges.size())) {
            for (var from = 0; from < exchanges.size(); from += BATCH) {
                var batch = exchanges.subList(from, Math.min(from + BATCH, exchanges.size()));
                assessed.addAll(AssessedExchange.ask(classifier, batch));
                progress.accept(assessed.size());
            }
        }
        return assessed;
    }

    private void publish(Report report, Output output) {
        if (out == null) {
            output.line(report.markdown());
        } else {
            report.writeTo(out);
            spec.commandLine().getErr().println("Report written to " + out);
        }
    }
}
