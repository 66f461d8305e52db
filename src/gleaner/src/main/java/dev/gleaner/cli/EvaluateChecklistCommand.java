package dev.gleaner.cli;

import dev.gleaner.recipes.Judge;
import dev.gleaner.recipes.Prompts;
import dev.gleaner.recipes.ask.Endpoint;
import dev.gleaner.recipes.ask.Manners;
import dev.gleaner.recipes.ask.OpenAiService;
import dev.gleaner.recipes.ask.ServiceRefusedException;
import dev.gleaner.training.checklist.ChecklistEvaluation;
import dev.gleaner.training.checklist.ChecklistItem;
import dev.gleaner.training.checklist.ChecklistReport;
import dev.gleaner.training.checklist.Contest;
import dev.gleaner.training.checklist.Contestants;
import dev.gleaner.training.checklist.HashedTfIdf;
import dev.gleaner.training.checklist.HeldOut;
import dev.gleaner.training.checklist.HeldOutFigures;
import dev.gleaner.training.checklist.HeldOutFile;
import dev.gleaner.training.checklist.HeldOutSettings;
import dev.gleaner.training.checklist.Outcome;
import dev.gleaner.training.checklist.PairFiles;
import dev.gleaner.training.checklist.ServiceEmbedder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gleaner evaluate checklist}. */
@Command(
        name = "checklist",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two language models on held-out prompts of your users, judged by what these users said that they want.",
            "THE TEXTS ARE SENT to --llm-url: the prompts to both models; prompts, answers and preferences to the judge; preferences and what the "
                    + "users wrote to the embedding model, if there is one. The key is read from the variable OPENAI_API_KEY.",
            "What is answered and judged is kept in --out and not asked for again: a run that was stopped goes on, and a second one costs nothing.",
            "The last line of the output is a summary in JSON. See docs/evaluation.md."
        },
        footerHeading = "%n",
        footer = {
            "Example: gleaner evaluate checklist --pairs pairs.jsonl --models tuned,base --judge large"
                    + " --llm-url http://localhost:8000/v1 --out my-evaluation"
        })
final class EvaluateChecklistCommand implements Callable<Integer> {

    /** Long answers of large models take minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MODELS = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description =
                    "Pairs as `gleaner pairs --format jsonl` writes them; those without preferences are passed over.")
    private List<Path> files = List.of();

    @Option(
            names = "--models",
            paramLabel = "A,B",
            split = ",",
            required = true,
            description = "The models to compare, as the service names them; wins are those of A.")
    private List<String> models = List.of();

    @Option(
            names = "--judge",
            paramLabel = "NAME",
            description = "The model that compares the answers (default: B, who then judges its own answers).")
    private @Nullable String judge;

    @Option(
            names = "--llm-url",
            paramLabel = "URL",
            required = true,
            description = "An OpenAI-compatible service that has all of these models: http://localhost:8000/v1.")
    private URI url = URI.create("");

    @Option(
            names = "--embedding-model",
            paramLabel = "NAME",
            description = "Embeds prompts and preferences, to pick what is typical (default: words are counted here).")
    private @Nullable String embeddingModel;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "540",
            description = "How many prompts at most (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            defaultValue = "70",
            description = "Into how many groups of like prompts and preferences (default: ${DEFAULT-VALUE}).")
    private int clusters;

    @Option(
            names = "--per-cluster",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of a group at most, the most typical first (default: ${DEFAULT-VALUE}).")
    private int perCluster;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many prompts are under way at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides what is held out, and the resamples behind the intervals (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = {
                "Write report.md (which quotes a few prompts and answers), report.json and a chart there; made if need be.",
                HeldOutFile.NAME + " there names the conversations that no model here may be trained on."
            })
    private Path out = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        var err = spec.commandLine().getErr();
        requireTwoModels();
        var settings = new HeldOutSettings(items, clusters, perCluster, seed);
        var endpoint = new Endpoint(url, Optional.ofNullable(System.getenv("OPENAI_API_KEY")), PATIENCE);
        var manners = Manners.STANDARD.notAwaiting().withConcurrency(concurrency);
        var pairs = PairFiles.read(files);
        makeFolder();
        var heldOut = pick(pairs.items(), settings, endpoint, err);
        try (var service = OpenAiService.connect(endpoint, manners, (model, outcome, tokens, latency) -> {});
                var output = Output.to(null)) {
            var contestants = contestants(service, err);
            var outcomes = ask(contestants, heldOut, err);
            var figures = HeldOutFigures.of(pairs, heldOut, settings);
            var report = new ChecklistReport(ChecklistEvaluation.of(figures, contestants, outcomes), outcomes);
            report.writeTo(out);
            err.println("Report written to " + out);
            output.line(report.summary());
            return exitCode(report.evaluation().unfinished(), err);
        }
    }

    private void requireTwoModels() {
        if (models.size() != MODELS
                || models.stream().anyMatch(String::isBlank)
                || models.stream().distinct().count() != MODELS) {
            throw new IllegalArgumentException("--models takes two different models, with a comma between them: A,B");
        }
    }

    /** Before anything is asked, not after it. */
    private void makeFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new IllegalArgumentException("Folder " + out + " cannot be made; choose another for --out", e);
        }
    }

    private HeldOut pick(List<ChecklistItem> from, HeldOutSettings settings, Endpoint endpoint, PrintWriter err) {
        var heldOut = embeddingModel == null
                ? new HeldOutFile(out).of(from, new HashedTfIdf(), settings)
                : pick(from, settings, endpoint, embeddingModel);
        err.println("Held out: " + heldOut.items().size() + " prompts of " + from.size()
                + " pairs with preferences; no model here may be trained on the conversations in "
                + out.resolve(HeldOutFile.NAME));
        return heldOut;
    }

    private HeldOut pick(List<ChecklistItem> from, HeldOutSettings settings, Endpoint endpoint, String model) {
        try (var progress = Progress.of(Terminal.of(System.getenv()), "embed", " texts", from.size());
                var embedder = new ServiceEmbedder(endpoint, model, progress)) {
            return new HeldOutFile(out).of(from, embedder, settings);
        }
    }

    private Contestants contestants(OpenAiService service, PrintWriter err) {
        var judging = judge == null ? models.get(1) : judge;
        if (models.contains(judging)) {
            err.println("gleaner: warning: " + judging
                    + " judges its own answers, and judges like their own; name a third model with --judge");
        }
        var random = new SecureRandom();
        var prompts = Prompts.bundled();
        return new Contestants(
                service.model(models.get(0)),
                service.model(models.get(1)),
                service.model(judging),
                model -> new Judge(model, prompts, random));
    }

    private List<Outcome> ask(Contestants contestants, HeldOut heldOut, PrintWriter err) throws InterruptedException {
        try (var progress = ChecklistProgress.of(
                Terminal.of(System.getenv()), heldOut.items().size(), err)) {
            return new Contest(contestants, out, progress).run(heldOut.items(), concurrency);
        } catch (ServiceRefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static int exitCode(int unfinished, PrintWriter err) {
        if (unfinished == 0) {
            return 0;
        }
        err.println("gleaner: the service failed, so " + unfinished
                + " prompts are not through and count as unknown; run the command again to ask about them");
        return Sentences.FAILED;
    }
}
