package dev.gleaner.bench.drill;

import dev.gleaner.bench.model.Script;
import dev.gleaner.bench.model.ScriptedModel;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Kills LLM workers, each in a JVM of its own, while a made-up model answers them; a harvest makes pairs of what they write. Then counts:
 * each request must have ended, and its pair must be there once, however often it was answered.
 */
public final class WorkerKillDrill {

    private static final TopicNames TOPICS = new TopicNames("gleaner.");
    private static final String APPLICATION = "gleaner-harvest";
    private static final String WORKERS = APPLICATION + "-worker";
    private static final int PARTITIONS = 4;
    private static final int CONCURRENCY = 20;
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final Duration UNTIL_UP = Duration.ofSeconds(8);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final int requests;
    private final int kills;
    private final long seed;
    private final PrintStream log;

    /**
     * A drill.
     *
     * @param requests how many are to be answered
     * @param kills how often a worker is killed while they are
     * @param seed of the moments
     * @param log where progress is told
     */
    public WorkerKillDrill(int requests, int kills, long seed, PrintStream log) {
        this.requests = requests;
        this.kills = kills;
        this.seed = seed;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param requests sent
     * @param kills SIGKILLs sent
     * @param killsUnderLoad those while requests were open
     * @param lost requests without result and dead letter
     * @param again results beyond the first of their request: what was answered twice
     * @param pairs in the training topic, each as often as it is there
     * @param doubled records beyond the first of their pair
     * @param missing requests that have a result and no pair
     * @param seconds how long it took
     */
    public record Outcome(
            int requests,
            int kills,
            int killsUnderLoad,
            int lost,
            int again,
            int pairs,
            int doubled,
            int missing,
            double seconds) {

        /** Whether nothing was lost, and no pair is there twice. */
        public boolean isComplete() {
            return lost == 0 && doubled == 0 && missing == 0;
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if an instance ends by itself, or requests are not answered in time
     */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        var begin = System.nanoTime();
        try (var stage = Stage.embedded();
                var model = ScriptedModel.start(0, Script.of(0, LATENCY, seed))) {
            stage.createTopics(PARTITIONS, TOPICS);
            var sent = MadeUpRequests.send(stage, TOPICS, "kill-", requests);
            try (var harvest = InstanceConfig.of(stage, stage.registryUrl(), APPLICATION, 1)
                            .start();
                    var first = worker(stage, model, 1);
                    var second = worker(stage, model, 2)) {
                var answered = Progress.of(stage.admin(), WORKERS, TOPICS.generationRequests());
                var underLoad = killWhile(answered, List.of(first, second));
                answered.awaitEnd(LIMIT);
                log.println("all requests are answered");
                Progress.of(stage.admin(), APPLICATION, TOPICS.generationResults())
                        .awaitEnd(LIMIT);
                harvest.requireAlive();
                var ends = Ends.of(stage, TOPICS);
                var pairs = stage.pairs(TOPICS.preferencePairs());
                var distinct = (int)
                        pairs.stream().map(PreferencePair::getPairId).distinct().count();
                return new Outcome(
                        sent.size(),
                        kills,
                        underLoad,
                        ends.lost(sent),
                        ends.again(),
                        pairs.size(),
                        pairs.size() - distinct,
                        ends.results().size() - distinct,
                        (System.nanoTime() - begin) / 1e9);
            }
        }
    }

    private static Instance worker(Stage stage, ScriptedModel model, int number) throws IOException {
        return InstanceConfig.ofWorker(stage, APPLICATION, number, model.url(), CONCURRENCY)
                .startWorker();
    }

    /** The one or the other, at any moment; it comes back at once, or after it was missed. */
    private int killWhile(Progress answered, List<Instance> workers)
            throws InterruptedException, IOException, ExecutionException {
        var moments = new Random(seed);
        var underLoad = 0;
        TimeUnit.MILLISECONDS.sleep(UNTIL_UP.toMillis());
        for (var kill = 1; kill <= kills; kill++) {
            TimeUnit.MILLISECONDS.sleep(1_000 + moments.nextInt(3_000));
            var worker = workers.get(moments.nextInt(workers.size()));
            worker.requireAlive();
            var open = answered.all() - answered.done();
            log.printf("kill %d of %d, with %d requests open%n", kill, kills, open);
            underLoad += open > 0 ? 1 : 0;
            worker.kill();
            TimeUnit.MILLISECONDS.sleep(moments.nextBoolean() ? 0 : 7_000);
            worker.restart();
        }
        return underLoad;
    }
}
