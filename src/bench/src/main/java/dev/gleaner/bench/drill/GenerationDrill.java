package dev.gleaner.bench.drill;

import dev.gleaner.bench.model.Fault;
import dev.gleaner.bench.model.Script;
import dev.gleaner.bench.model.ScriptedModel;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.config.LanguageModels;
import dev.gleaner.recipes.ask.Endpoint;
import dev.gleaner.recipes.ask.Manners;
import dev.gleaner.recipes.ask.OpenAiService;
import dev.gleaner.recipes.work.Allowance;
import dev.gleaner.recipes.work.WorkListener;
import dev.gleaner.recipes.work.WorkSettings;
import dev.gleaner.recipes.work.Worker;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.service.WildFeedbackRecipes;
import dev.gleaner.topology.TopicNames;
import dev.gleaner.topology.deadletter.Reason;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Has a worker answer requests by a made-up model over HTTP: first one without faults, to see how near the worker comes to what so many
 * requests under way could do at best; then one that is slow, busy, broken, cut off, talks garbage, refuses, or obeys the text it judges.
 */
public final class GenerationDrill {

    private static final TopicNames TOPICS = new TopicNames("gleaner.");
    private static final String GROUP = "drill-worker";
    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Settings settings;
    private final PrintStream log;

    /**
     * What the drill is to be.
     *
     * @param cleanRequests requests without faults, by which throughput is measured
     * @param requests requests with faults
     * @param faults their share, 0 to 1
     * @param concurrency requests under way at once
     * @param latency of each answer of the model
     * @param seed of what goes wrong where
     */
    public record Settings(
            int cleanRequests, int requests, double faults, int concurrency, Duration latency, long seed) {}

    /**
     * A drill.
     *
     * @param log where progress is told
     */
    public GenerationDrill(Settings settings, PrintStream log) {
        this.settings = settings;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param concurrency requests under way at once
     * @param cleanRequests requests answered without faults
     * @param callsEach calls of the model that each of them took, one after the other
     * @param cleanPerSecond of them a second
     * @param idealPerSecond concurrency by the latency of so many calls
     * @param ratio of the two
     * @param requests requests sent with faults
     * @param faults that the model's service had, by kind
     * @param results requests with a result
     * @param dropped what results say why there is no pair
     * @param deadLetters requests in the dead letters, by reason
     * @param lost requests that ended neither way
     * @param again results and dead letters beyond the first of their request
     * @param faultyPerSecond requests ended a second, with faults
     * @param seconds how long it took with faults
     */
    public record Outcome(
            int concurrency,
            int cleanRequests,
            double callsEach,
            double cleanPerSecond,
            double idealPerSecond,
            double ratio,
            int requests,
            Map<Fault, Long> faults,
            int results,
            Map<String, Integer> dropped,
            Map<String, Integer> deadLetters,
            int lost,
            int again,
            double faultyPerSecond,
            double seconds) {

        /** Whether every request ended exactly once. */
        public boolean isComplete() {
            return lost == 0 && again == 0;
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if requests are not answered in time
     */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        var clean = clean();
        log.printf("without faults: %.1f requests a second of %.1f%n", clean.perSecond(), clean.idealPerSecond());
        try (var stage = stage();
                var model = ScriptedModel.start(0, Script.of(settings.faults(), settings.latency(), settings.seed()))) {
            var requests = MadeUpRequests.send(stage, TOPICS, "faulty-", settings.requests());
            var took = seconds(answer(stage, model));
            var ends = Ends.of(stage, TOPICS);
            return new Outcome(
                    settings.concurrency(),
                    settings.cleanRequests(),
                    clean.callsEach(),
                    clean.perSecond(),
                    clean.idealPerSecond(),
                    clean.perSecond() / clean.idealPerSecond(),
                    requests.size(),
                    model.faults(),
                    ends.results().size(),
                    ends.dropped(),
                    ends.letters(),
                    ends.lost(requests),
                    ends.again(),
                    requests.size() / took,
                    took);
        }
    }

    private record Clean(double callsEach, double perSecond, double idealPerSecond) {}

    private Clean clean() throws IOException, InterruptedException, ExecutionException {
        try (var stage = stage();
                var model = ScriptedModel.start(0, Script.of(0, settings.latency(), settings.seed()))) {
            MadeUpRequests.send(stage, TOPICS, "clean-", settings.cleanRequests());
            var took = seconds(answer(stage, model));
            var callsEach = (double) model.requests() / settings.cleanRequests();
            var latency = settings.latency().toMillis() / 1e3;
            return new Clean(
                    callsEach, settings.cleanRequests() / took, settings.concurrency() / (callsEach * latency));
        }
    }

    private static Stage stage() throws IOException, InterruptedException, ExecutionException {
        var stage = Stage.embedded();
        stage.createTopics(PARTITIONS, TOPICS);
        stage.serdes().prepare(TOPICS.generationResults(), GenerationResult.class);
        return stage;
    }

    /** From the first request that is begun to the last that is ended. */
    private Duration answer(Stage stage, ScriptedModel model) throws InterruptedException, ExecutionException {
        var times = new Times();
        var endpoint = new Endpoint(model.url(), Optional.empty(), Duration.ofMinutes(1));
        var models = new LanguageModels(
                endpoint,
                Manners.STANDARD.withConcurrency(settings.concurrency()),
                Optional.of("large"),
                Optional.empty(),
                Optional.of("large"),
                Optional.empty());
        try (var service = OpenAiService.connect(endpoint, models.manners(), (name, outcome, tokens, latency) -> {});
                var worker = Worker.start(
                        workSettings(stage),
                        stage.serdes(),
                        new WildFeedbackRecipes().over(service, models, "gleaner/bench"),
                        Allowance.UNBOUNDED,
                        times)) {
            Progress.of(stage.admin(), GROUP, TOPICS.generationRequests()).awaitEnd(LIMIT);
            worker.failure().ifPresent(why -> {
                throw new IllegalStateException("The worker ended by itself: " + why);
            });
        }
        return times.took();
    }

    private WorkSettings workSettings(Stage stage) {
        return new WorkSettings(
                stage.kafka(),
                TOPICS,
                GROUP,
                settings.concurrency(),
                Set.of(),
                "gleaner/bench",
                Duration.ofSeconds(10));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** When the first request began and the last ended. */
    private static final class Times implements WorkListener {

        private long first;
        private long last;

        @Override
        public synchronized void began() {
            if (first == 0) {
                first = System.nanoTime();
            }
        }

        @Override
        public synchronized void answered(GenerationResult result, Duration took) {
            last = System.nanoTime();
        }

        @Override
        public synchronized void buried(Reason reason) {
            last = System.nanoTime();
        }

        synchronized Duration took() {
            return Duration.ofNanos(last - first);
        }
    }
}
