package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.HarvestTopology;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;

/** What the harvest costs beside the least that a stateful application does, on the same broker, data and threads. */
public final class PipelineCost {

    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final int PARTITIONS = 4;
    private static final int TURNS_A_CHAT = 10;

    private static final int CHATS_AT_ONCE = 500;

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
    public PipelineCost(int turns, int rounds, PrintStream log) {
        this.turns = turns;
        this.rounds = rounds;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param harvestTurnsPerS turns a second through the harvest with a free classifier, median
     * @param baselineRecordsPerS records a second through the bare topology, median
     * @param ratio the first by the second, median over rounds: both runs of a round find the machine in the same mood
     */
    public record Outcome(double harvestTurnsPerS, double baselineRecordsPerS, double ratio) {}

    /** Runs it. */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        try (var stage = Stage.embedded()) {
            stage.createTopics(PARTITIONS, TOPICS);
            Feed.into(
                    stage,
                    TOPICS.conversationTurns(),
                    new ChatGenerator("bench-", 1),
                    turns,
                    TURNS_A_CHAT,
                    CHATS_AT_ONCE);
            var harvest = new ArrayList<Double>();
            var baseline = new ArrayList<Double>();
            var ratios = new ArrayList<Double>();
            for (var round = 1 - WARM_UP; round <= rounds; round++) {
                var bare = perSecond(stage, "bare-" + (round + WARM_UP), false);
                var full = perSecond(stage, "harvest-" + (round + WARM_UP), true);
                log.printf("round %d: baseline %.0f/s, harvest %.0f/s%n", round, bare, full);
                if (round > 0) {
                    baseline.add(bare);
                    harvest.add(full);
                    ratios.add(full / bare);
                }
            }
            return new Outcome(Median.of(harvest), Median.of(baseline), Median.of(ratios));
        }
    }

    private double perSecond(Stage stage, String application, boolean full)
            throws InterruptedException, ExecutionException {
        var topology = full
                ? HarvestTopology.build(
                        HarvestConfig.withDefaults("gleaner/bench"), stage.harvestSerdes(), new FreeClassifier())
                : BareTopology.build(
                        TOPICS.conversationTurns(), stage.harvestSerdes().turn());
        return turns * 1e9 / StreamsRun.time(stage, application, topology, TOPICS.conversationTurns());
    }
}
