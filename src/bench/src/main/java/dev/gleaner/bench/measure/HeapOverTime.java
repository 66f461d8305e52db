package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.HarvestTopology;
import dev.gleaner.topology.TopicNames;
import dev.gleaner.topology.assemble.ConversationTree;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/**
 * Whether idle conversations really go: heap after a full collection, and entries in the store of turns, while conversations come and end,
 * one a second of record time, each idle after ten minutes.
 */
public final class HeapOverTime {

    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final String APPLICATION = "heap";
    private static final int TURNS_A_CHAT = 4;
    private static final int SAMPLES = 8;
    private static final Duration IDLE_AFTER = Duration.ofMinutes(10);

    private final int conversations;
    private final PrintStream log;

    /**
     * A measurement.
     *
     * @param conversations how many come and end
     * @param log where progress is told
     */
    public HeapOverTime(int conversations, PrintStream log) {
        this.conversations = conversations;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param conversations how many came and ended
     * @param heapMb used heap after a full collection, in MiB, broker included, at even distances
     * @param turnsInStore entries in the store of turns, by its own estimate, at the same moments
     * @param heapRatio the last of the first list by its second: 1 is flat
     */
    public record Outcome(int conversations, List<Double> heapMb, List<Long> turnsInStore, double heapRatio) {}

    /** Runs it. */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        var heap = new ArrayList<Double>();
        var entries = new ArrayList<Long>();
        try (var stage = Stage.embedded()) {
            stage.createTopics(2, TOPICS);
            var defaults = HarvestConfig.withDefaults("gleaner/bench");
            var config = new HarvestConfig(
                    TOPICS,
                    defaults.turnForm(),
                    defaults.signalForm(),
                    defaults.limits(),
                    defaults.waitForParent(),
                    IDLE_AFTER,
                    defaults.batching(),
                    defaults.rules(),
                    defaults.labelRequests(),
                    defaults.generation(),
                    defaults.pipeline());
            var harvest = HarvestTopology.build(config, stage.harvestSerdes(), new FreeClassifier());
            try (var streams = new KafkaStreams(harvest, StreamsRun.properties(stage, APPLICATION))) {
                streams.start();
                var generator = new ChatGenerator("heap-", 3, 0);
                var start = Instant.now().minusSeconds(conversations);
                for (var sample = 0; sample < SAMPLES; sample++) {
                    feed(stage, generator, start, sample * conversations / SAMPLES, conversations / SAMPLES);
                    Progress.of(stage.admin(), APPLICATION, TOPICS.conversationTurns())
                            .awaitEnd(Duration.ofMinutes(10));
                    heap.add(usedHeapMb());
                    entries.add(turnsInStore(streams));
                    log.printf(
                            "after %d conversations: heap %.0f MiB, %d turns in store%n",
                            (sample + 1) * conversations / SAMPLES, heap.get(sample), entries.get(sample));
                }
            }
        }
        return new Outcome(conversations, heap, entries, heap.get(SAMPLES - 1) / heap.get(1));
    }

    private static void feed(Stage stage, ChatGenerator generator, Instant start, int from, int count) {
        try (var producer = stage.turnProducer()) {
            for (var chat = from; chat < from + count; chat++) {
                var at = start.plusSeconds(chat).toEpochMilli();
                for (var turn : generator.next(TURNS_A_CHAT)) {
                    producer.send(
                            new ProducerRecord<>(TOPICS.conversationTurns(), null, at, turn.getConversationId(), turn));
                }
            }
        }
    }

    private static double usedHeapMb() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024.0;
    }

    private static long turnsInStore(KafkaStreams streams) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        ConversationTree.TURNS, QueryableStoreTypes.keyValueStore()))
                .approximateNumEntries();
    }
}
