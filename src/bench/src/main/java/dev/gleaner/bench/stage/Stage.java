package dev.gleaner.bench.stage;

import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.serde.RegistryConnection;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.Topics;
import dev.gleaner.topology.HarvestSerdes;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A broker, a registry and a folder for one run, and what is needed to feed the one and read the other. */
public final class Stage implements AutoCloseable {

    private static final Duration OPEN_TRANSACTIONS_LIMIT = Duration.ofMinutes(1);

    private final Path folder;
    private final String bootstrapServers;
    private final String registryUrl;
    private final RegistrySerdes serdes;
    private final Admin admin;
    private final AutoCloseable servers;

    private Stage(String bootstrapServers, String registryUrl, Path folder, AutoCloseable servers) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.servers = servers;
        this.serdes = RegistrySerdes.connect(new RegistryConnection(List.of(registryUrl), Map.of(), true));
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * Starts a real broker and a registry in this JVM.
     *
     * @throws IOException if no folder can be made for them
     */
    public static Stage embedded() throws IOException {
        var folder = Files.createTempDirectory("gleaner-bench");
        var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        var registry = DevRegistry.start(0);
        return new Stage(broker.bootstrapServers(), registry.url(), folder, () -> {
            registry.close();
            broker.close();
        });
    }

    /**
     * Uses a broker and a registry that others started, and stop.
     *
     * @throws IOException if no folder can be made
     */
    public static Stage at(String bootstrapServers, String registryUrl) throws IOException {
        return new Stage(bootstrapServers, registryUrl, Files.createTempDirectory("gleaner-bench"), () -> {});
    }

    /** Where the broker listens. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the registry listens. */
    public String registryUrl() {
        return registryUrl;
    }

    /** A folder that goes with the stage. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    /** An admin client of the broker. */
    public Admin admin() {
        return admin;
    }

    /** Makes a topic with settings of its own. */
    public void createTopic(String name, int partitions, Map<String, String> settings)
            throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                .all()
                .get();
    }

    /** Makes the topics of a harvest as the catalogue has them, but for those that are there. */
    public void createTopics(int partitions, TopicNames topics) throws InterruptedException, ExecutionException {
        var catalogue = TopicCatalogue.load().withPrefix(topics.prefix()).withPartitions(partitions);
        new Topics(admin, catalogue).createMissing((short) 1);
    }

    /** What every client needs to reach the broker. */
    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Serdes of any of our records. */
    public RegistrySerdes serdes() {
        return serdes;
    }

    /** The serdes of a harvest. */
    public HarvestSerdes harvestSerdes() {
        return HarvestSerdes.of(serdes);
    }

    /** A producer of turns that loses and doubles none. */
    public StrictProducer<String, ConversationTurn> turnProducer() {
        return new StrictProducer<>(new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5", "batch.size", "131072"),
                new StringSerializer(),
                serdes.serializer(ConversationTurn.class)));
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
    public List<PreferencePair> pairs(String topic) throws InterruptedException, ExecutionException {
        var pairs = pairDeserializer();
        return read(topic).stream()
                .map(record -> pairs.deserialize(topic, record.value()))
                .toList();
    }

    /**
     * All records that are committed in a topic. Waits for transactions that are still open: that of a killed instance holds back
     * the records behind it from read_committed readers until it times out.
     *
     * @throws IllegalStateException if one stays open for a minute
     */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) throws InterruptedException, ExecutionException {
        var ends = endsWithoutOpenTransactions(topic);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = readCommitted(new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private Map<TopicPartition, Long> endsWithoutOpenTransactions(String topic)
            throws InterruptedException, ExecutionException {
        var giveUpAt = System.nanoTime() + OPEN_TRANSACTIONS_LIMIT.toNanos();
        var written = Progress.ends(admin, topic, IsolationLevel.READ_UNCOMMITTED);
        while (!Progress.ends(admin, topic, IsolationLevel.READ_COMMITTED).equals(written)) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("Topic " + topic + " has had an open transaction for "
                        + OPEN_TRANSACTIONS_LIMIT.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(200);
            written = Progress.ends(admin, topic, IsolationLevel.READ_UNCOMMITTED);
        }
        return written;
    }

    /** A consumer of all that is committed, from the beginning, that belongs to no group. */
    public <V> KafkaConsumer<byte[], V> readCommitted(Deserializer<V> values) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
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
        try {
            servers.close();
            Utils.delete(folder.toFile());
        } catch (Exception e) {
            throw new IllegalStateException("The stage at " + folder + " could not be cleared away", e);
        }
    }
}
