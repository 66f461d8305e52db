package dev.gleaner.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "topic";

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    Path folder;

    @Test
    void shouldKeepCommittedRecordsAcrossARestartOnTheSamePort() throws Exception {
        // Given a broker that stopped after a transaction
        int port;
        try (var broker = EmbeddedBroker.start(folder, 0)) {
            port = portOf(broker);
            createTopic(broker);
            sendInATransaction(broker, bytes(1));
        }

        // When it starts again where it was
        try (var broker = EmbeddedBroker.start(folder, port)) {

            // Then what was committed is there, and it takes more
            sendInATransaction(broker, bytes(2));
            assertThat(portOf(broker)).isEqualTo(port);
            assertThat(read(broker, 2)).containsExactly(bytes(1), bytes(2));
        }
    }

    @Test
    void shouldTakeRecordsOfTenMebibytesAndMakeNoTopicUnasked() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0)) {
            createTopic(broker);
            byte[] large = new byte[10 * 1024 * 1024];

            sendInATransaction(broker, large);

            assertThat(read(broker, 1)).singleElement().satisfies(value -> assertThat(value)
                    .hasSameSizeAs(large));
            try (var admin = admin(broker)) {
                assertThat(admin.listTopics().names().get()).containsExactly(TOPIC);
            }
        }
    }

    @Test
    void shouldSayThatAPortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .withMessageContaining("Port " + taken.getLocalPort() + " is in use");
        }
    }

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }

    private static int portOf(EmbeddedBroker broker) {
        return Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", ""));
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = admin(broker)) {
            var topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "16777216"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static void sendInATransaction(EmbeddedBroker broker, byte[] value) throws Exception {
        var config = Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                "writer",
                "max.request.size",
                16 * 1024 * 1024);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, value));
            producer.commitTransaction();
        }
    }

    private static List<byte[]> read(EmbeddedBroker broker, int count) {
        var config = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "reader",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        var values = new ArrayList<byte[]>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            for (var deadline = Instant.now().plusSeconds(30);
                    values.size() < count && Instant.now().isBefore(deadline); ) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
