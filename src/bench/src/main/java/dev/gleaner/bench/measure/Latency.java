package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.HarvestTopology;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How long it takes from the append of the follow-up that decides a pair until a read_committed consumer has that pair, with the bundled
 * model, at half of the rate that the same harvest reaches at most in the same run.
 */
public final class Latency {

    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final int PARTITIONS = 4;
    private static final int TURNS_A_CHAT = 10;
    private static final int CHATS_AT_ONCE = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final int turns;
    private final Duration duration;
    private final PrintStream log;

    /**
     * A measurement.
     *
     * @param turns turns read to find the highest rate
     * @param duration how long pairs are timed, after a warm-up of 10 s
     * @param log where progress is told
     */
    public Latency(int turns, Duration duration, PrintStream log) {
        this.turns = turns;
        this.duration = duration;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param maxTurnsPerS turns a second at most, with the bundled model
     * @param turnsPerS turns a second while pairs were timed
     * @param pairs pairs timed
     * @param p50Ms half of them took at most so many milliseconds
     * @param p99Ms 99 of 100 took at most so many milliseconds
     * @param maxMs none took longer
     */
    public record Outcome(
            double maxTurnsPerS, double turnsPerS, long pairs, double p50Ms, double p99Ms, double maxMs) {}

    /** Runs it. */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        try (var stage = Stage.embedded();
                var model = FeedbackModel.bundled()) {
            stage.createTopics(PARTITIONS, TOPICS);
            Feed.into(
                    stage,
                    TOPICS.conversationTurns(),
                    new ChatGenerator("fill-", 1),
                    turns,
                    TURNS_A_CHAT,
                    CHATS_AT_ONCE);
            var config = HarvestConfig.withDefaults("gleaner/bench");
            var harvest = HarvestTopology.build(config, stage.harvestSerdes(), model);
            try (var streams = new KafkaStreams(harvest, StreamsRun.properties(stage, "latency"))) {
                streams.start();
                var max = highestRate(stage);
                log.printf("at most %.0f turns/s; timing pairs at half of it%n", max);
                return time(stage, max);
            }
        }
    }

    private double highestRate(Stage stage) throws InterruptedException, ExecutionException {
        var progress = Progress.of(stage.admin(), "latency", TOPICS.conversationTurns());
        var begin = progress.await(progress.all() / 3, Duration.ofMinutes(5));
        var before = progress.done();
        var end = progress.awaitEnd(Duration.ofMinutes(5));
        return (progress.all() - before) * 1e9 / (end - begin);
    }

    private Outcome time(Stage stage, double max) throws InterruptedException {
        var appended = new ConcurrentHashMap<String, Long>();
        var histogram = new Histogram(3);
        var sender = new Sender(stage, max / 2, appended);
        try (var consumer = stage.readCommitted(stage.pairDeserializer())) {
            var partitions = consumer.partitionsFor(TOPICS.preferencePairs()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            sender.start();
            var from = System.nanoTime() + WARM_UP.toNanos();
            var to = from + duration.toNanos();
            while (System.nanoTime() < to) {
                for (var record : consumer.poll(Duration.ofMillis(10))) {
                    var now = System.nanoTime();
                    var start = appended.get(decider(record.value()));
                    if (start != null && now > from) {
                        histogram.recordValue((now - start) / 1_000);
                    }
                }
            }
        } finally {
            sender.end();
        }
        return new Outcome(
                max,
                sender.rate(),
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3);
    }

    /** The follow-up whose verdict decided the pair. */
    private static String decider(PreferencePair pair) {
        var verdicts = pair.getVerdicts();
        return pair.getConversationId()
                + '/'
                + verdicts.get(verdicts.size() - 1).getFollowUpTurnId();
    }

    /** Sends chats at an even rate, many at once, and notes when each turn was appended. */
    private static final class Sender {

        private final Stage stage;
        private final double perSecond;
        private final Map<String, Long> appended;
        private final Thread thread = new Thread(this::send, "sender");
        private volatile boolean ended;
        private long sent;
        private long nanos;

        Sender(Stage stage, double perSecond, Map<String, Long> appended) {
            this.stage = stage;
            this.perSecond = perSecond;
            this.appended = appended;
        }

        void start() {
            thread.start();
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }

        double rate() {
            return sent * 1e9 / nanos;
        }

        private void send() {
            var generator = new ChatGenerator("timed-", 2);
            var start = System.nanoTime();
            try (var producer = stage.turnProducer()) {
                while (!ended) {
                    for (var turn : nextTurns(generator)) {
                        var due = start + (long) (sent * 1e9 / perSecond);
                        while (System.nanoTime() < due) {
                            LockSupport.parkNanos(200_000);
                        }
                        var id = turn.getConversationId() + '/' + turn.getTurnId();
                        producer.send(
                                new ProducerRecord<>(TOPICS.conversationTurns(), turn.getConversationId(), turn),
                                place -> appended.put(id, System.nanoTime()));
                        sent++;
                    }
                }
            }
            nanos = System.nanoTime() - start;
        }

        private static List<ConversationTurn> nextTurns(ChatGenerator generator) {
            var chats = new ArrayList<List<ConversationTurn>>();
            for (var chat = 0; chat < CHATS_AT_ONCE; chat++) {
                chats.add(generator.next(TURNS_A_CHAT));
            }
            var turns = new ArrayList<ConversationTurn>();
            for (var turn = 0; turn < TURNS_A_CHAT; turn++) {
                for (var chat : chats) {
                    turns.add(chat.get(turn));
                }
            }
            return turns;
        }
    }
}
