package dev.gleaner.bench.stage;

import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.RegistryConnection;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.HarvestSerdes;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A real broker and a registry in this JVM, in a folder of their own that goes when they are closed. */
public final class Stage implements AutoCloseable {

    private final Path folder;
    private final EmbeddedBroker broker;
    private final DevRegistry registry;
    private final RegistrySerdes serdes;
    private final Admin admin;

    /**
     * Starts both.
     *
     * @throws IOException if no folder can be made for them
     */
    public Stage() throws IOException {
        folder = Files.createTempDirectory("gleaner-bench");
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        registry = DevRegistry.start(0);
        serdes = RegistrySerdes.connect(new RegistryConnection(List.of(registry.url()), Map.of(), true));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Where the broker listens. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where the registry listens. */
    public String registryUrl() {
        return registry.url();
    }

    /** A folder that goes with the stage. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    /** An admin client of the broker. */
    public Admin admin() {
        return admin;
    }

    /** Makes topics of so many partitions each. */
    public void createTopics(int partitions, String... names) throws InterruptedException, ExecutionException {
        createTopics(partitions, Map.of(), names);
    }

    /** Makes topics of so many partitions each, with settings. */
    public void createTopics(int partitions, Map<String, String> settings, String... names)
            throws InterruptedException, ExecutionException {
        admin.createTopics(Arrays.stream(names)
                        .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
                        .toList())
                .all()
                .get();
    }

    /** Makes the topics of a harvest. */
    public void createTopics(int partitions, TopicNames topics) throws InterruptedException, ExecutionException {
        createTopics(
                partitions,
                topics.conversationTurns(),
                topics.responseSignals(),
                topics.feedback(),
                topics.preferencePairs(),
                topics.deadLetters());
    }

    /** The serdes of a harvest. */
    public HarvestSerdes harvestSerdes() {
        return new HarvestSerdes(
                serdes.deserializer(ConversationTurn.class),
                serdes.deserializer(ResponseSignal.class),
                serdes.serializer(FeedbackVerdict.class),
                serdes.serializer(PreferencePair.class));
    }

    /** A producer of turns that loses and doubles none. */
    public KafkaProducer<String, ConversationTurn> turnProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", "5", "batch.size", "131072"),
                new StringSerializer(),
                serdes.serializer(ConversationTurn.class));
    }

    /** Writes turns in Confluent framing. */
    public Serializer<ConversationTurn> turnSerializer() {
        return serdes.serializer(ConversationTurn.class);
    }

    /** Reads pairs. */
    public Deserializer<PreferencePair> pairDeserializer() {
        return serdes.deserializer(PreferencePair.class);
    }

    /** All pairs that are committed in a topic. */
    public List<PreferencePair> pairs(String topic) {
        var pairs = pairDeserializer();
        return read(topic).stream()
                .map(record -> pairs.deserialize(topic, record.value()))
                .toList();
    }

    /** All records that are committed in a topic. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = readCommitted(new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** A consumer of all that is committed, from the beginning, that belongs to no group. */
    public <V> KafkaConsumer<byte[], V> readCommitted(Deserializer<V> values) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                values);
    }

    @Override
    public void close() {
        admin.close();
        serdes.close();
        registry.close();
        broker.close();
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
