package dev.gleaner.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.export.TopicReader;
import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.Labelling;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.work.Allowance;
import dev.gleaner.recipes.work.Task;
import dev.gleaner.recipes.work.TokensToday;
import dev.gleaner.recipes.work.WorkListener;
import dev.gleaner.recipes.work.WorkSettings;
import dev.gleaner.recipes.work.Worker;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker between a real broker and a real registry; the models are scripted. */
class WorkerIT {

    private static final String GROUP = "worker";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private DevRegistry schemas;
    private RegistrySerdes registry;
    private Connections connections;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        schemas = DevRegistry.start(0);
        var config = Configuration.of(Map.of(
                "kafka.bootstrap-servers", broker.bootstrapServers(),
                "registry.urls", schemas.url(),
                "registry.auto-register", "true"));
        connections = new Connections(config);
        registry = RegistrySerdes.connect(connections.registry());
        SmallCluster.createTopics(config);
        registry.prepare(connections.topics().generationResults(), GenerationResult.class);
        registry.prepare(connections.topics().llmVerdicts(), FeedbackVerdict.class);
    }

    @AfterEach
    void stop() {
        registry.close();
        schemas.close();
        broker.close();
    }

    @Test
    void shouldAnswerEachRequestInTheTopicOfResults() throws Exception {
        ask("a", "b", "c");

        try (var worker = worker(Requests::result)) {
            await().atMost(PATIENCE).until(() -> results().size() == 3);
        }

        assertThat(results())
                .extracting(result -> result.getRequest().getRequestId())
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(read(connections.topics().generationResults()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("chat-a", "chat-b", "chat-c");
        assertThat(committed()).isEqualTo(3);
        assertThat(TokensToday.read(connections.kafka(), connections.topics(), registry, Clock.systemUTC()))
                .isEqualTo(new Tokens(21, 9));
    }

    @Test
    void shouldSendToTheDeadLettersWhatCannotBeAnsweredAsItCame() throws Exception {
        ask("fails", "breaks");
        send("odd key".getBytes(UTF_8), "no framing".getBytes(UTF_8));
        send(null, null);
        Generation models = request -> {
            if (request.getRequestId().equals("fails")) {
                throw new UnansweredException(UnansweredException.Cause.FAILED, "Model small-1 failed 5 times");
            }
            throw new IllegalStateException("quotes a user");
        };

        try (var worker = worker(models)) {
            await().atMost(PATIENCE).until(() -> deadLetters().size() == 4);
        }

        var letters = deadLetters();
        assertThat(letters)
                .extracting(letter -> header(letter, "gleaner.reason"))
                .containsExactlyInAnyOrder("GENERATION_FAILED", "PROCESSING_FAILED", "MALFORMED", "MALFORMED");
        assertThat(letters).noneMatch(letter -> header(letter, "gleaner.detail").contains("quotes"));
        assertThat(letters)
                .filteredOn(letter -> "odd key".equals(letter.key()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo("no framing".getBytes(UTF_8));
                    assertThat(header(letter, "gleaner.topic"))
                            .isEqualTo(connections.topics().generationRequests());
                });
        assertThat(results()).isEmpty();
        assertThat(committed()).isEqualTo(4);
    }

    @Test
    void shouldGiveUpAtTheEndWhatTakesTooLongAndAnswerItAfterwards() throws Exception {
        ask("slow", "quick");
        var underWay = new CountDownLatch(1);
        Generation hanging = request -> {
            if (request.getRequestId().equals("slow")) {
                underWay.countDown();
                new CountDownLatch(1).await();
            }
            return Requests.result(request);
        };

        // Given a worker that ends while a model does not answer
        try (var worker = worker(hanging)) {
            underWay.await();
            await().atMost(PATIENCE).until(() -> results().size() == 1);
        }

        // When another takes its place
        try (var worker = worker(Requests::result)) {
            await().atMost(PATIENCE).until(() -> results().size() == 2);
        }

        // Then the one that was done is not answered again, and nothing is lost
        assertThat(results())
                .extracting(result -> result.getRequest().getRequestId())
                .containsExactlyInAnyOrder("quick", "slow");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void shouldNotAskForTenantsThatAreSwitchedOff() throws Exception {
        send(Requests.request("a", "shy"));
        send(Requests.request("b", "bold"));
        var asked = new ArrayList<String>();

        try (var worker = worker(request -> {
            asked.add(request.getRequestId());
            return Requests.result(request);
        })) {
            await().atMost(PATIENCE).until(() -> results().size() == 2);
        }

        assertThat(asked).containsExactly("b");
        assertThat(results())
                .filteredOn(result -> result.getRequest().getRequestId().equals("a"))
                .singleElement()
                .satisfies(result -> assertThat(result.getDrops())
                        .singleElement()
                        .satisfies(drop -> assertThat(drop.getReason()).isEqualTo(GenerationDropReason.TENANT_OFF)));
    }

    @Test
    void shouldAnswerRequestsForLabelsBesideThoseForAnswers() throws Exception {
        ask("a");
        send(Requests.labelRequest("u1", null));
        send(Requests.labelRequest("u2", "bold"));

        try (var worker = worker(Requests::result, Requests::verdict)) {
            await().atMost(PATIENCE)
                    .until(() -> results().size() == 1 && verdicts().size() == 2);
        }

        assertThat(verdicts()).extracting(FeedbackVerdict::getFollowUpTurnId).containsExactlyInAnyOrder("u1", "u2");
        assertThat(read(connections.topics().llmVerdicts()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("chat-u1", "chat-u2");
        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void shouldSendRequestsForLabelsToTheDeadLettersThatGetNone() throws Exception {
        send(Requests.labelRequest("u1", null));

        try (var worker = worker(Requests::result, request -> {
            throw new UnansweredException(UnansweredException.Cause.FAILED, "Model small-1 failed 5 times");
        })) {
            await().atMost(PATIENCE).until(() -> deadLetters().size() == 1);
        }

        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(header(letter, "gleaner.reason")).isEqualTo("LABELLING_FAILED");
            assertThat(header(letter, "gleaner.topic"))
                    .isEqualTo(connections.topics().labelRequests());
        });
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void shouldLabelNothingOfTenantsThatAreSwitchedOff() throws Exception {
        send(Requests.labelRequest("u1", "shy"));
        send(Requests.labelRequest("u2", "bold"));
        var asked = new ConcurrentLinkedQueue<String>();

        try (var worker = worker(Requests::result, request -> {
            asked.add(request.getFollowUpTurnId());
            return Requests.verdict(request);
        })) {
            await().atMost(PATIENCE).until(() -> committed() == 2);
        }

        assertThat(asked).containsExactly("u2");
        assertThat(verdicts()).extracting(FeedbackVerdict::getFollowUpTurnId).containsExactly("u2");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void shouldLeaveRequestsInTheirTopicWhileTheBudgetIsSpent() throws Exception {
        var open = new AtomicBoolean();
        var asked = new AtomicInteger();
        Allowance allowance = () -> open.get() ? Optional.empty() : Optional.of(Duration.ofMillis(300));
        Generation models = request -> {
            asked.incrementAndGet();
            return Requests.result(request);
        };
        ask("a", "b");

        try (var worker = Worker.start(settings(), registry, models, allowance, WorkListener.NONE)) {
            await().atMost(PATIENCE).until(() -> worker.waitsFor().isPresent());
            assertThat(asked).hasValue(0);

            open.set(true);
            await().atMost(PATIENCE).until(() -> results().size() == 2);
            assertThat(worker.waitsFor()).isEmpty();
            assertThat(worker.failure()).isEmpty();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldWaitForTheRegistryInsteadOfLosingRequests() throws Exception {
        ask("a");
        var port = URI.create(schemas.url()).getPort();
        schemas.close();
        var begun = new CountDownLatch(1);
        var listener = new WorkListener() {
            @Override
            public void began() {
                begun.countDown();
            }
        };

        // Given a worker that knows no schema yet, while the registry is away
        try (var fresh = RegistrySerdes.connect(connections.registry());
                var worker = Worker.start(settings(), fresh, Requests::result, Allowance.UNBOUNDED, listener)) {
            begun.await();
            assertThat(results()).isEmpty();

            // When it is back, with the ids as before
            schemas = DevRegistry.start(port);
            try (var again = RegistrySerdes.connect(connections.registry())) {
                again.prepare(connections.topics().generationResults(), GenerationResult.class);
                again.prepare(connections.topics().llmVerdicts(), FeedbackVerdict.class);
                again.prepare(connections.topics().generationRequests(), GenerationRequest.class);
            }
            await().atMost(PATIENCE).until(() -> results().size() == 1);
        }

        assertThat(deadLetters()).isEmpty();
    }

    private Worker worker(Generation models) {
        return Worker.start(settings(), registry, models, Allowance.UNBOUNDED, WorkListener.NONE);
    }

    private Worker worker(Generation generation, Labelling labelling) {
        var tasks = List.<Task<?, ?>>of(
                Task.generation(settings(), registry, generation), Task.labelling(settings(), registry, labelling));
        return Worker.start(settings(), tasks, Allowance.UNBOUNDED, WorkListener.NONE);
    }

    private WorkSettings settings() {
        return new WorkSettings(
                connections.kafka(),
                connections.topics(),
                GROUP,
                4,
                Set.of("shy"),
                "gleaner/test",
                Duration.ofSeconds(1));
    }

    private void ask(String... ids) throws Exception {
        for (var id : ids) {
            send(Requests.request(id));
        }
    }

    private void send(GenerationRequest request) throws Exception {
        var topic = connections.topics().generationRequests();
        var value = registry.serializer(GenerationRequest.class).serialize(topic, request);
        send(request.getConversationId().getBytes(UTF_8), value);
    }

    private void send(LabelRequest request) throws Exception {
        var topic = connections.topics().labelRequests();
        var value = registry.serializer(LabelRequest.class).serialize(topic, request);
        send(topic, request.getConversationId().getBytes(UTF_8), value);
    }

    private void send(byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        send(connections.topics().generationRequests(), key, value);
    }

    private void send(String topic, byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        try (var producer =
                new KafkaProducer<>(connections.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private List<GenerationResult> results() {
        var topic = connections.topics().generationResults();
        var deserializer = registry.deserializer(GenerationResult.class);
        return read(topic).stream()
                .map(record -> deserializer.deserialize(topic, record.value()))
                .toList();
    }

    private List<FeedbackVerdict> verdicts() {
        var topic = connections.topics().llmVerdicts();
        var deserializer = registry.deserializer(FeedbackVerdict.class);
        return read(topic).stream()
                .map(record -> deserializer.deserialize(topic, record.value()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters() {
        return read(connections.topics().deadLetters());
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = new TopicReader(connections.kafka(), topic)) {
            reader.readToEnd(records::add);
        }
        return records;
    }

    private long committed() throws Exception {
        try (var admin = Admin.create(connections.kafka())) {
            return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
