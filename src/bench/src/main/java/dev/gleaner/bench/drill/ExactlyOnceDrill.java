package dev.gleaner.bench.drill;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.bench.stage.StrictProducer;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Feeds chats to two instances of the service while killing one or the other, then compares what a read_committed
 * consumer finds in the training topic with what {@link ExpectedPairs} works out of the input: as sets, and by how often each is there.
 * The shape is that of Kafka's own streams_eos_test: rolling SIGKILL, then a verifier that recomputes from the input.
 */
public final class ExactlyOnceDrill {

    private static final TopicNames TOPICS = new TopicNames("gleaner.");
    private static final String GROUP = "gleaner-harvest";
    private static final int PARTITIONS = 4;

    /** Every so many turns of a chat, one is sent twice, as producers without idempotence do. */
    private static final int REDELIVER_EVERY = 10;

    private static final int LONGEST_CHAT = 20;

    /** Between two turns of a chat: the longest ones live through two moves. */
    private static final Duration STEP = Duration.ofMillis(1_750);

    /** What two instances take to come up. */
    private static final Duration UNTIL_UP = Duration.ofSeconds(8);

    /** What a killed instance is missed after, and a little. */
    private static final Duration MISSED_AFTER = Duration.ofSeconds(12);

    /** When one that is started again has its work back. */
    private static final Duration BACK_AFTER = Duration.ofSeconds(10);

    /** What a kill takes on average, with the pause before it. */
    private static final Duration KILL_AND_PAUSE = Duration.ofSeconds(18);

    private final int turns;
    private final int kills;
    private final long seed;
    private final PrintStream log;

    /**
     * A drill.
     *
     * @param turns how many turns flow, about
     * @param kills how often an instance is killed while they do
     * @param seed of the chats and of the moments
     * @param log where progress is told
     */
    public ExactlyOnceDrill(int turns, int kills, long seed, PrintStream log) {
        this.turns = turns;
        this.kills = kills;
        this.seed = seed;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param turns turns sent
     * @param kills SIGKILLs sent
     * @param expected pairs worked out of the input
     * @param published pairs found in the topic, each as often as it is there
     * @param lost expected pairs that are not there
     * @param doubled records beyond the first of their pair
     * @param unexpected pairs that are there and should not be
     * @param seconds how long it took
     */
    public record Outcome(
            int turns, int kills, int expected, int published, int lost, int doubled, int unexpected, double seconds) {

        /** Whether every expected pair is there exactly once, and nothing else. */
        public boolean isExactlyOnce() {
            return lost == 0 && doubled == 0 && unexpected == 0 && expected > 0;
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if an instance ends by itself, or the turns are not processed in time
     */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        var start = System.nanoTime();
        var chats = chats();
        try (var stage = Stage.embedded()) {
            stage.createTopics(PARTITIONS, TOPICS);
            try (var first = instance(stage, 1);
                    var second = instance(stage, 2)) {
                var feeding = CompletableFuture.runAsync(() -> feed(stage, chats));
                killWhile(feeding, List.of(first, second));
                feeding.get();
                tell("all turns are sent", start);
                Progress.of(stage.admin(), GROUP, TOPICS.conversationTurns()).awaitEnd(Duration.ofMinutes(5));
                tell("all turns are processed", start);
            }
            tell("both instances have ended", start);
            return compare(chats, stage.pairs(TOPICS.preferencePairs()), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void tell(String what, long start) {
        log.printf("%s after %.1f s%n", what, (System.nanoTime() - start) / 1e9);
    }

    private List<List<ConversationTurn>> chats() {
        var generator = new ChatGenerator("drill-", seed);
        var lengths = new Random(seed);
        var chats = new ArrayList<List<ConversationTurn>>();
        for (var made = 0; made < turns; made += chats.get(chats.size() - 1).size()) {
            chats.add(generator.next(4 + lengths.nextInt(LONGEST_CHAT - 3)));
        }
        return chats;
    }

    private static Instance instance(Stage stage, int number) throws IOException {
        return InstanceConfig.of(stage, stage.registryUrl(), GROUP, number).start();
    }

    /** All chats at once, each from a moment of its own on, a turn at each step. */
    private void feed(Stage stage, List<List<ConversationTurn>> chats) {
        var whileKilling = UNTIL_UP.plus(KILL_AND_PAUSE.multipliedBy(kills)).dividedBy(STEP);
        var steps = (int) Math.max(LONGEST_CHAT + 1, whileKilling);
        var beginnings =
                new Random(seed).ints(chats.size(), 0, steps - LONGEST_CHAT).toArray();
        try (var producer = stage.turnProducer()) {
            for (var step = 0; step < steps; step++) {
                for (var chat = 0; chat < chats.size(); chat++) {
                    sendNext(producer, chats.get(chat), step - beginnings[chat]);
                }
                TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendNext(
            StrictProducer<String, ConversationTurn> producer, List<ConversationTurn> chat, int turn) {
        if (turn >= 0 && turn < chat.size()) {
            send(producer, chat.get(turn));
            if (turn % REDELIVER_EVERY == 0) {
                send(producer, chat.get(turn));
            }
        }
    }

    private static void send(StrictProducer<String, ConversationTurn> producer, ConversationTurn turn) {
        producer.send(new ProducerRecord<>(TOPICS.conversationTurns(), turn.getConversationId(), turn));
    }

    /** Two of three kills keep an instance away, the third hits any. */
    private void killWhile(CompletableFuture<Void> feeding, List<Instance> instances)
            throws InterruptedException, IOException {
        var moments = new Random(seed);
        TimeUnit.MILLISECONDS.sleep(UNTIL_UP.toMillis());
        for (var kill = 1; kill <= kills; kill++) {
            TimeUnit.MILLISECONDS.sleep(1_000 + moments.nextInt(4_000));
            for (var instance : instances) {
                instance.requireAlive();
            }
            log.printf("kill %d of %d%s%n", kill, kills, feeding.isDone() ? " (all turns are sent)" : "");
            if (kill % 3 == 0) {
                interrupt(instances.get(moments.nextInt(instances.size())), moments.nextInt(1_500));
            } else {
                keepAway(instances.get(1));
            }
        }
    }

    /** For so short a time that it is back before it is missed. */
    private static void interrupt(Instance instance, int millis) throws InterruptedException, IOException {
        instance.kill();
        TimeUnit.MILLISECONDS.sleep(millis);
        instance.restart();
    }

    /**
     * For so long that its work moves to the other, and back when it comes back. The second time, the other has seen some of the
     * conversations before, and not how they went on.
     */
    private static void keepAway(Instance instance) throws InterruptedException, IOException {
        instance.kill();
        TimeUnit.MILLISECONDS.sleep(MISSED_AFTER.toMillis());
        instance.restart();
        TimeUnit.MILLISECONDS.sleep(BACK_AFTER.toMillis());
    }

    private Outcome compare(List<List<ConversationTurn>> chats, List<PreferencePair> published, Duration took) {
        var pairs = PairCount.of(ExpectedPairs.of(chats), published);
        pairs.missing().forEach(pair -> log.println("missing: " + pair));
        pairs.extra().forEach(pair -> log.println("not expected: " + pair));
        return new Outcome(
                chats.stream().mapToInt(List::size).sum(),
                kills,
                pairs.expected(),
                published.size(),
                pairs.missing().size(),
                pairs.doubled(),
                pairs.extra().size(),
                took.toMillis() / 1e3);
    }
}
