package dev.gleaner.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.serde.RegistryConnection;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PairReaderIT {

    private EmbeddedBroker broker;
    private DevRegistry registry;
    private RegistrySerdes serdes;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = EmbeddedBroker.start(folder, 0);
        registry = DevRegistry.start(0);
        serdes = RegistrySerdes.connect(new RegistryConnection(List.of(registry.url()), Map.of(), true));
    }

    @AfterAll
    void stop() {
        serdes.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldGiveOfEachPairTheLastUnlessItIsWithdrawnOrNotCommitted() throws Exception {
        // Given a pair that came twice, one that was withdrawn, one that came back, and one that was never committed
        createTopic("pairs");
        try (var producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            List.of("twice", "twice", "withdrawn", "back").forEach(id -> send(producer, "pairs", id, true));
            List.of("withdrawn", "back").forEach(id -> send(producer, "pairs", id, false));
            send(producer, "pairs", "back", true);
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "pairs", "aborted", true);
            producer.flush();
            producer.abortTransaction();
        }

        // When all is read
        try (var reader = reader("pairs")) {

            // Then each pair that stands is there once
            await().untilAsserted(() -> assertThat(ids(reader)).containsExactlyInAnyOrder("twice", "back"));
        }
    }

    @Test
    void shouldFollowPairsAndTheirWithdrawalFromNowOn() throws Exception {
        createTopic("followed");
        try (var producer = producer();
                var reader = reader("followed")) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "followed", "before", true);
            producer.commitTransaction();
            // A commit returns a moment before readers see it
            await().untilAsserted(() -> assertThat(ids(reader)).containsExactly("before"));
            reader.skipToEnd();
            producer.beginTransaction();
            send(producer, "followed", "new", true);
            send(producer, "followed", "before", false);
            producer.commitTransaction();

            var seen = new ArrayList<String>();
            reader.follow(
                    entry -> seen.add(entry.pairId() + (entry.pair().isPresent() ? " made" : " withdrawn")),
                    () -> seen.size() < 2);

            assertThat(seen).containsExactlyInAnyOrder("new made", "before withdrawn");
        }
    }

    @Test
    void shouldSayWhichRecordIsNoPair() throws Exception {
        createTopic("spoilt");
        try (var producer = producer();
                var reader = reader("spoilt")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("spoilt", 0, "k", new byte[] {1, 2, 3}));
            producer.commitTransaction();

            await().untilAsserted(() -> assertThatIllegalStateException()
                    .isThrownBy(() -> ids(reader))
                    .withMessageStartingWith("Record spoilt-0@0 is no pair"));
        }
    }

    @Test
    void shouldSayThatThereIsNoTopic() {
        assertThatIllegalStateException()
                .isThrownBy(() -> reader("none"))
                .withMessageStartingWith("Kafka has no topic none");
    }

    private static List<String> ids(PairReader reader) {
        var ids = new ArrayList<String>();
        reader.readAll(pair -> ids.add(pair.getPairId()));
        return ids;
    }

    private PairReader reader(String topic) {
        return new PairReader(new TopicReader(kafka(), topic), serdes.deserializer(PreferencePair.class));
    }

    private void createTopic(String topic) throws Exception {
        try (var admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        var settings = kafka();
        settings.put("transactional.id", "test-" + System.nanoTime());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private void send(KafkaProducer<String, byte[]> producer, String topic, String id, boolean there) {
        var value = there ? serdes.serializer(PreferencePair.class).serialize(topic, Pairs.pair(id)) : null;
        producer.send(new ProducerRecord<>(topic, id, value));
    }

    private Map<String, Object> kafka() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
