package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.model.Script;
import dev.gleaner.bench.model.ScriptedModel;
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
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.HarvestTopology;
import dev.gleaner.topology.TopicNames;
import dev.gleaner.topology.generate.GenerationRules;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Whether a language model that never answers slows the harvest down: turns a second while a worker has a hundred requests hanging at it, by
 * turns a second without a worker. Both emit requests; worker, broker and model share the machine with the harvest.
 */
public final class HangingEndpoint {

    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final int PARTITIONS = 4;
    private static final int TURNS_A_CHAT = 10;
    private static final int CHATS_AT_ONCE = 500;
    private static final int CONCURRENCY = 100;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** Both get faster for as long as the JVM compiles them. */
    private static final int WARM_UP = 2;

    private final int turns;
    private final int rounds;
    private final PrintStream log;

    /**
     * A measurement.
     *
     * @param turns how many turns each run reads
     * @param rounds how often both are run, in turn, after {@value #WARM_UP} rounds that do not count; the medians do
     * @param log where progress is told
     */
    public HangingEndpoint(int turns, int rounds, PrintStream log) {
        this.turns = turns;
        this.rounds = rounds;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param hangingTurnsPerS turns a second while the model hangs, median
     * @param aloneTurnsPerS turns a second without a worker, median
     * @param ratio the first by the second, median over rounds
     * @param asked requests that hung at the model in all rounds
     */
    public record Outcome(double hangingTurnsPerS, double aloneTurnsPerS, double ratio, long asked) {}

    /** Runs it. */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        try (var stage = Stage.embedded();
                var model = ScriptedModel.start(0, Script.of(0, FOR_EVER, 1))) {
            stage.createTopics(PARTITIONS, TOPICS);
            stage.serdes().prepare(TOPICS.generationResults(), GenerationResult.class);
            Feed.into(
                    stage,
                    TOPICS.conversationTurns(),
                    new ChatGenerator("bench-", 1),
                    turns,
                    TURNS_A_CHAT,
                    CHATS_AT_ONCE);
            var hanging = new ArrayList<Double>();
            var alone = new ArrayList<Double>();
            var ratios = new ArrayList<Double>();
            for (var round = 1 - WARM_UP; round <= rounds; round++) {
                var without = perSecond(stage, "alone-" + (round + WARM_UP));
                var with = whileHanging(stage, model, "hanging-" + (round + WARM_UP));
                log.printf("round %d: alone %.0f/s, hanging %.0f/s%n", round, without, with);
                if (round > 0) {
                    alone.add(without);
                    hanging.add(with);
                    ratios.add(with / without);
                }
            }
            return new Outcome(Median.of(hanging), Median.of(alone), Median.of(ratios), model.requests());
        }
    }

    private double whileHanging(Stage stage, ScriptedModel model, String name)
            throws InterruptedException, ExecutionException {
        var endpoint = new Endpoint(model.url(), Optional.empty(), FOR_EVER);
        var models = new LanguageModels(
                endpoint,
                Manners.STANDARD.withConcurrency(CONCURRENCY),
                Optional.of("large"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var settings = new WorkSettings(
                stage.kafka(), TOPICS, name, CONCURRENCY, Set.of(), "gleaner/bench", Duration.ofSeconds(1));
        var before = model.requests();
        try (var service = OpenAiService.connect(endpoint, models.manners(), (who, outcome, tokens, latency) -> {});
                var worker = Worker.start(
                        settings,
                        stage.serdes(),
                        new WildFeedbackRecipes().over(service, models, "gleaner/bench"),
                        Allowance.UNBOUNDED,
                        WorkListener.NONE)) {
            // The round before left requests: all hang before the harvest begins
            while (model.requests() - before < CONCURRENCY && worker.failure().isEmpty()) {
                Thread.sleep(100);
            }
            return perSecond(stage, name);
        }
    }

    private double perSecond(Stage stage, String application) throws InterruptedException, ExecutionException {
        var config = HarvestConfig.withDefaults("gleaner/bench")
                .with(new GenerationRules(true, Duration.ofSeconds(1), Set.of()));
        var topology = HarvestTopology.build(config, stage.harvestSerdes(), new ComplainingClassifier());
        return turns * 1e9 / StreamsRun.time(stage, application, topology, TOPICS.conversationTurns());
    }
}
