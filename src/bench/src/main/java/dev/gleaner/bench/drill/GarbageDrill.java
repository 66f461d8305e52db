package dev.gleaner.bench.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Gate;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.bench.stage.StrictProducer;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Feeds one instance good turns mixed with garbage, while the registry is away at its start and once in the middle. Every garbage record
 * must be among the dead letters once, with where it came from and a fitting reason; every pair of the good turns must come out.
 */
public final class GarbageDrill {

    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final String GROUP = "gleaner-harvest";
    private static final int PARTITIONS = 2;
    private static final int LARGE_ONES = 5;

    private final int turns;
    private final int garbage;
    private final Duration away;
    private final PrintStream log;

    /**
     * A drill.
     *
     * @param turns how many good turns flow, about
     * @param garbage how many records of garbage flow among them
     * @param away how long the registry is away in the middle
     * @param log where progress is told
     */
    public GarbageDrill(int turns, int garbage, Duration away, PrintStream log) {
        this.turns = turns;
        this.garbage = garbage;
        this.away = away;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param turns good turns sent
     * @param garbage garbage records sent
     * @param deadLetters dead letters found
     * @param unexplained garbage without a fitting dead letter, and dead letters beyond the first or of good turns
     * @param expected pairs worked out of the good turns
     * @param lost expected pairs that are not there
     * @param unexpected pairs that are there and should not be, or twice
     * @param reasons dead letters by reason
     */
    public record Outcome(
            int turns,
            int garbage,
            int deadLetters,
            int unexplained,
            int expected,
            int lost,
            int unexpected,
            Map<String, Integer> reasons) {

        /** Whether everything is where it belongs. */
        public boolean isComplete() {
            return unexplained == 0 && lost == 0 && unexpected == 0 && expected > 0;
        }
    }

    private record Place(String topic, int partition, long offset) {}

    /** Runs it. */
    public Outcome run() throws IOException, InterruptedException, ExecutionException {
        var chats = chats();
        try (var stage = Stage.embedded();
                var gate = new Gate(URI.create(stage.registryUrl()).getPort())) {
            createTopics(stage);
            try (var instance = InstanceConfig.of(stage, "http://127.0.0.1:" + gate.port(), GROUP, 1)
                    .start()) {
                TimeUnit.SECONDS.sleep(5);
                instance.requireAlive();
                log.println("the registry was away at the start; here it comes");
                gate.open();
                var sent = feed(stage, gate, chats);
                Progress.of(stage.admin(), GROUP, TOPICS.conversationTurns()).awaitEnd(Duration.ofMinutes(5));
                instance.requireAlive();
                return compare(chats, sent, stage);
            }
        }
    }

    private List<List<ConversationTurn>> chats() {
        var generator = new ChatGenerator("good-", 7);
        var chats = new ArrayList<List<ConversationTurn>>();
        for (var made = 0; made < turns; made += 10) {
            chats.add(generator.next(10));
        }
        return chats;
    }

    /** As the catalogue has them, but for an input that takes 10 MB. */
    private static void createTopics(Stage stage) throws InterruptedException, ExecutionException {
        var large = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024));
        stage.createTopic(TOPICS.conversationTurns(), PARTITIONS, large);
        stage.createTopics(PARTITIONS, TOPICS);
    }

    private Map<Place, Garbage.Kind> feed(Stage stage, Gate gate, List<List<ConversationTurn>> chats)
            throws InterruptedException, ExecutionException, IOException {
        var serializer = stage.turnSerializer();
        var source = new Garbage(
                TOPICS.conversationTurns(), turn -> serializer.serialize(TOPICS.conversationTurns(), turn), 7);
        var good = chats.stream().flatMap(List::stream).toList();
        var kinds = kinds();
        var sent = new HashMap<Place, Garbage.Kind>();
        try (var producer = producer(stage)) {
            for (var i = 0; i < Math.max(good.size(), kinds.size()); i++) {
                if (i < good.size()) {
                    var turn = good.get(i);
                    producer.send(new ProducerRecord<>(
                            TOPICS.conversationTurns(),
                            turn.getConversationId().getBytes(UTF_8),
                            serializer.serialize(TOPICS.conversationTurns(), turn)));
                }
                if (i < kinds.size()) {
                    var kind = kinds.get(i);
                    producer.send(source.next(kind), place -> {
                        synchronized (sent) {
                            sent.put(new Place(place.topic(), place.partition(), place.offset()), kind);
                        }
                    });
                }
                if (i == good.size() / 2) {
                    producer.flush();
                    log.println("the registry goes away for " + away.toSeconds() + " s");
                    gate.shut();
                    TimeUnit.MILLISECONDS.sleep(away.toMillis());
                    gate.open();
                }
            }
        }
        return sent;
    }

    private List<Garbage.Kind> kinds() {
        var random = new Random(7);
        var often = Arrays.stream(Garbage.Kind.values())
                .filter(kind -> kind != Garbage.Kind.TOO_LARGE)
                .toList();
        var kinds = new ArrayList<Garbage.Kind>();
        for (var i = 0; i < garbage; i++) {
            var large = i % Math.max(1, garbage / LARGE_ONES) == 0;
            kinds.add(large ? Garbage.Kind.TOO_LARGE : often.get(random.nextInt(often.size())));
        }
        return kinds;
    }

    private static StrictProducer<byte[], byte[]> producer(Stage stage) {
        return new StrictProducer<>(new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", stage.bootstrapServers(),
                        "max.request.size", Integer.toString(16 * 1024 * 1024),
                        "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    private static Outcome compare(List<List<ConversationTurn>> chats, Map<Place, Garbage.Kind> sent, Stage stage)
            throws InterruptedException, ExecutionException {
        var letters = stage.read(TOPICS.deadLetters());
        var open = new HashMap<>(sent);
        var reasons = new HashMap<String, Integer>();
        var unexplained = 0;
        for (var letter : letters) {
            var reason = text(letter.headers(), "gleaner.reason");
            reasons.merge(reason, 1, Integer::sum);
            var kind = open.remove(place(letter));
            unexplained += kind != null && kind.mayBe(reason) ? 0 : 1;
        }
        var pairs = PairCount.of(ExpectedPairs.of(chats), stage.pairs(TOPICS.preferencePairs()));
        return new Outcome(
                chats.stream().mapToInt(List::size).sum(),
                sent.size(),
                letters.size(),
                unexplained + open.size(),
                pairs.expected(),
                pairs.missing().size(),
                pairs.extra().size() + pairs.doubled(),
                reasons);
    }

    private static Place place(ConsumerRecord<byte[], byte[]> letter) {
        var headers = letter.headers();
        return new Place(
                text(headers, "gleaner.topic"),
                Integer.parseInt(text(headers, "gleaner.partition")),
                Long.parseLong(text(headers, "gleaner.offset")));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
