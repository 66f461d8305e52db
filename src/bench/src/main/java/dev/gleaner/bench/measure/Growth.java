package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.HarvestTopology;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What one turn costs in conversations of 10, 100 and 1,000 turns: bytes in the changelogs, and time. The chats do not branch, since a
 * pair reads and publishes its prompt, which is as long as its conversation, by nature.
 */
public final class Growth {

    private static final int[] LENGTHS = {10, 100, 1000};
    private static final int PARTITIONS = 4;
    private static final int CHATS_AT_ONCE = 20;

    private final int turns;
    private final int rounds;
    private final PrintStream log;

    /**
     * A measurement.
     *
     * @param turns turns a run reads, whatever the length of its conversations
     * @param rounds runs of each length; the best counts, after one that warms up
     * @param log where progress is told
     */
    public Growth(int turns, int rounds, PrintStream log) {
        this.turns = turns;
        this.rounds = rounds;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param microsPerTurn time a turn, by length of conversation
     * @param changelogBytesPerTurn bytes a turn in all changelogs, as the broker keeps them, by length of conversation
     * @param growthTimeRatio time a turn at 1,000 turns by that at 10
     * @param growthBytesRatio bytes a turn at 1,000 turns by those at 10
     * @param growthRatio the larger of the two
     */
    public record Outcome(
            Map<Integer, Double> microsPerTurn,
            Map<Integer, Double> changelogBytesPerTurn,
            double growthTimeRatio,
            double growthBytesRatio,
            double growthRatio) {}

    /** Runs it. */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        var micros = new LinkedHashMap<Integer, Double>();
        var bytes = new LinkedHashMap<Integer, Double>();
        try (var stage = Stage.embedded()) {
            for (var length : LENGTHS) {
                var topics = new TopicNames("length-" + length + ".");
                stage.createTopics(PARTITIONS, topics);
                var generator = new ChatGenerator("growth-", length, 0);
                Feed.into(stage, topics.conversationTurns(), generator, turns, length, CHATS_AT_ONCE);
            }
            for (var round = 0; round <= rounds; round++) {
                for (var length : LENGTHS) {
                    var application = "growth-" + length + "-" + round;
                    var took = time(stage, application, new TopicNames("length-" + length + ".")) / 1e3 / turns;
                    log.printf("round %d: %d turns a chat, %.1f µs a turn%n", round, length, took);
                    if (round > 0) {
                        micros.merge(length, took, Math::min);
                        bytes.put(length, (double) changelogBytes(stage, application) / turns);
                    }
                }
            }
        }
        var timeRatio = ratio(micros);
        var bytesRatio = ratio(bytes);
        return new Outcome(micros, bytes, timeRatio, bytesRatio, Math.max(timeRatio, bytesRatio));
    }

    private static long time(Stage stage, String application, TopicNames topics)
            throws InterruptedException, ExecutionException {
        var defaults = HarvestConfig.withDefaults("gleaner/bench");
        var config = new HarvestConfig(
                topics,
                defaults.turnForm(),
                defaults.signalForm(),
                defaults.limits(),
                defaults.waitForParent(),
                defaults.idleAfter(),
                defaults.batching(),
                defaults.rules(),
                defaults.labelRequests(),
                defaults.generation(),
                defaults.pipeline());
        var harvest = HarvestTopology.build(config, stage.harvestSerdes(), new FreeClassifier());
        return StreamsRun.time(stage, application, harvest, topics.conversationTurns());
    }

    private static long changelogBytes(Stage stage, String application)
            throws InterruptedException, ExecutionException {
        return stage.admin().describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(application + "-")
                        && replica.getKey().topic().endsWith("-changelog"))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private static double ratio(Map<Integer, Double> byLength) {
        return byLength.getOrDefault(1000, 0.0) / byLength.getOrDefault(10, 1.0);
    }
}
