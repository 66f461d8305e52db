package dev.gleaner.dev;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.config.LanguageModels;
import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.Replay;
import dev.gleaner.conversations.TurnTopic;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.service.HarvestService;
import dev.gleaner.service.Health;
import dev.gleaner.service.WildFeedbackRecipes;
import dev.gleaner.service.WorkService;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.Topics;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** All of Gleaner in one JVM: broker, registry, topics, and the harvest itself, on ports that any Kafka client can use. */
public final class DevSession implements AutoCloseable {

    private static final int PARTITIONS = 2;

    /** A file is fed faster than people chat: what comes in it comes soon. */
    private static final Duration WAIT_FOR_REVISION = Duration.ofSeconds(2);

    /** After the last turn: complaints wait, then the stream counts as silent after as long again, and is looked at as often. */
    private static final Duration UNTIL_ASKED = WAIT_FOR_REVISION.multipliedBy(4);

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final GleanerConfig config;
    private final Connections connections;
    private final RegistrySerdes registry;
    private final HarvestService service;
    private final Optional<WorkService> worker;
    private final List<Thread> running = new ArrayList<>();
    private volatile @Nullable RuntimeException failure;

    private DevSession(
            Path folder,
            int port,
            int registryPort,
            String pipeline,
            FeedbackClassifier classifier,
            Map<String, String> llm)
            throws InterruptedException, ExecutionException {
        var broker = closing(EmbeddedBroker.start(folder.resolve("broker"), port));
        var schemas = closing(DevRegistry.start(registryPort));
        config = Configuration.of(settings(folder, broker, schemas, llm));
        connections = new Connections(config);
        registry = closing(RegistrySerdes.connect(connections.registry()));
        createTopics();
        service = new HarvestService(config, pipeline, classifier);
        worker = llm.isEmpty() ? Optional.empty() : Optional.of(worker(pipeline));
        run("harvest", service::run);
        worker.ifPresent(answering -> run("worker", answering::run));
    }

    private static Map<String, String> settings(
            Path folder, EmbeddedBroker broker, DevRegistry schemas, Map<String, String> llm) {
        var settings = new HashMap<>(llm);
        settings.put("application-id", "gleaner-dev");
        settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("registry.urls", schemas.url());
        settings.put("registry.auto-register", "true");
        settings.put("feedback.label-requests", "true"); // nothing leaves this machine
        settings.put("generation.requests", Boolean.toString(!llm.isEmpty()));
        settings.put("generation.wait-for-revision", WAIT_FOR_REVISION.toSeconds() + "s");
        settings.put("streams.state-dir", folder.resolve("state").toString());
        settings.put("streams.standbys", "0");
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", "0");
        return settings;
    }

    private WorkService worker(String name) {
        var key = Optional.ofNullable(System.getenv(LanguageModels.KEY_VARIABLE));
        return new WorkService(config, LanguageModels.of(config.llm(), key), new WildFeedbackRecipes(), name);
    }

    /**
     * Starts one.
     *
     * @param folder where broker and state keep their data; what an earlier session left there goes on
     * @param port of the broker; 0 for a free one
     * @param registryPort of the registry; 0 for a free one
     * @param pipeline name and version that sign the pairs
     * @param classifier reads the feedback; the caller closes it afterwards
     * @param llm settings of the language models, by name as in a configuration file; none for no worker
     * @throws IllegalStateException if a port is in use
     * @throws dev.gleaner.config.ConfigurationException if the settings cannot be used
     */
    public static DevSession start(
            Path folder,
            int port,
            int registryPort,
            String pipeline,
            FeedbackClassifier classifier,
            Map<String, String> llm)
            throws InterruptedException, ExecutionException {
        return new DevSession(folder, port, registryPort, pipeline, classifier, llm);
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

    private void run(String name, Callable<Boolean> task) {
        var thread = new Thread(() -> runHere(task), name);
        thread.start();
        running.add(thread);
    }

    private void runHere(Callable<Boolean> task) {
        try {
            task.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        } catch (Exception e) {
            failure = new IllegalStateException(e);
        }
    }

    /**
     * Sees to it that the harvest goes on, and the worker where there is one.
     *
     * @throws IllegalStateException if one of them ended by itself, or no model can be asked; the message says why
     */
    public void requireWorking() {
        require("The harvest", service.health());
        worker.ifPresent(answering -> {
            require("The worker", answering.health());
            answering.waitsFor().ifPresent(why -> {
                throw new IllegalStateException("No language model can be asked: " + why);
            });
        });
    }

    private void require(String what, Health health) {
        if (!health.live()) {
            var why = Optional.ofNullable(failure).map(Throwable::getMessage).orElse("see the log");
            throw new IllegalStateException(what + " ended by itself: " + why, failure);
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
            if (worker.isPresent()) {
                awaitAnswers(drain);
            }
            drain.awaitReadable(List.of(topics.feedback(), topics.preferencePairs(), topics.deadLetters()));
        }
    }

    private void awaitAnswers(Drain drain) throws InterruptedException, ExecutionException {
        try (var requests = new OpenRequests(connections, registry)) {
            drain.awaitAnswered(requests, UNTIL_ASKED);
        }
        drain.awaitRead(config.applicationId(), List.of(connections.topics().generationResults()));
    }

    /** Stops all of it; its data stays. */
    @Override
    public void close() throws Exception {
        if (worker.isPresent()) {
            worker.get().stop();
        }
        service.stop();
        for (var thread : running) {
            thread.join();
        }
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }
}
