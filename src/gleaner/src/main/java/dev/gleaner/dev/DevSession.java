package dev.gleaner.dev;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.Replay;
import dev.gleaner.conversations.TurnTopic;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.service.HarvestService;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.Topics;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** All of Gleaner in one JVM: broker, registry, topics, and the harvest itself, on ports that any Kafka client can use. */
public final class DevSession implements AutoCloseable {

    private static final int PARTITIONS = 2;

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final GleanerConfig config;
    private final Connections connections;
    private final RegistrySerdes registry;
    private final HarvestService service;
    private final Thread harvest;
    private volatile @Nullable RuntimeException failure;

    private DevSession(Path folder, int port, int registryPort, String pipeline, FeedbackClassifier classifier)
            throws InterruptedException, ExecutionException {
        var broker = closing(EmbeddedBroker.start(folder.resolve("broker"), port));
        var schemas = closing(DevRegistry.start(registryPort));
        config = Configuration.of(Map.of(
                "application-id", "gleaner-dev",
                "kafka.bootstrap-servers", broker.bootstrapServers(),
                "registry.urls", schemas.url(),
                "registry.auto-register", "true",
                "feedback.label-requests", "true", // nothing leaves this machine
                "streams.state-dir", folder.resolve("state").toString(),
                "streams.standbys", "0",
                "http.host", "127.0.0.1",
                "http.port", "0"));
        connections = new Connections(config);
        registry = closing(RegistrySerdes.connect(connections.registry()));
        createTopics();
        service = new HarvestService(config, pipeline, classifier);
        harvest = new Thread(this::harvest, "harvest");
        harvest.start();
    }

    /**
     * Starts one.
     *
     * @param folder where broker and state keep their data; what an earlier session left there goes on
     * @param port of the broker; 0 for a free one
     * @param registryPort of the registry; 0 for a free one
     * @param pipeline name and version that sign the pairs
     * @param classifier reads the feedback; the caller closes it afterwards
     * @throws IllegalStateException if a port is in use
     */
    public static DevSession start(
            Path folder, int port, int registryPort, String pipeline, FeedbackClassifier classifier)
            throws InterruptedException, ExecutionException {
        return new DevSession(folder, port, registryPort, pipeline, classifier);
    }

    private <T extends AutoCloseable> T closing(T resource) {
        toClose.push(resource);
        return resource;
    }

    private void createTopics() throws InterruptedException, ExecutionException {
        var catalogue =
                TopicCatalogue.load().withPrefix(config.topics().prefix()).withPartitions(PARTITIONS);
        try (var admin = Admin.create(connections.kafka())) {
            new Topics(admin, catalogue).createMissing((short) 1);
        }
    }

    private void harvest() {
        try {
            service.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /**
     * Sees to it that the harvest goes on.
     *
     * @throws IllegalStateException if it ended by itself; the message says why
     */
    public void requireWorking() {
        if (!service.health().live()) {
            var why = Optional.ofNullable(failure).map(Throwable::getMessage).orElse("see the log");
            throw new IllegalStateException("The harvest ended by itself: " + why, failure);
        }
    }

    /** Where Kafka clients find the broker. */
    public String bootstrapServers() {
        return connections.bootstrapServers();
    }

    /** Where clients find the registry. */
    public String registryUrl() {
        return connections.registry().urls().get(0);
    }

    /** Where health and metrics answer. */
    public String metricsUrl() throws InterruptedException {
        return "http://127.0.0.1:" + service.httpPort() + "/metrics";
    }

    /** The harvest. */
    HarvestService service() {
        return service;
    }

    /** What it published. */
    Published published() {
        return new Published(connections, registry);
    }

    /**
     * Plays conversations into it.
     *
     * @param conversations stays open
     * @param progress is told the number of turns after each
     * @return how many turns
     */
    public long feed(ConversationReader conversations, Replay replay, LongConsumer progress) {
        try (var turns =
                TurnTopic.avro(connections.kafka(), connections.topics().conversationTurns(), registry)) {
            return replay.play(conversations, turns, progress);
        }
    }

    /**
     * Waits until all that was fed is harvested, and can be read.
     *
     * @throws IllegalStateException if the harvest fails, or makes no progress
     */
    public void drain() throws InterruptedException, ExecutionException {
        var topics = connections.topics();
        try (var admin = Admin.create(connections.kafka())) {
            var drain = new Drain(admin, this::requireWorking);
            drain.awaitRead(config.applicationId(), List.of(topics.conversationTurns(), topics.responseSignals()));
            drain.awaitReadable(List.of(topics.feedback(), topics.preferencePairs(), topics.deadLetters()));
        }
    }

    /** Stops all of it; its data stays. */
    @Override
    public void close() throws Exception {
        service.stop();
        harvest.join();
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }
}
