package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.conversations.TurnTopic;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.export.TopicReader;
import dev.gleaner.export.ValueReader;
import dev.gleaner.inference.Batching;
import dev.gleaner.inference.DecisionOverride;
import dev.gleaner.inference.DecisionOverride.Ends;
import dev.gleaner.inference.Device;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelSettings;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A harvest that ends, and another that goes on where it left off. */
class RestartIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONVERSATIONS = 5;
    private static final int TURNS = 3;

    @Test
    void shouldClassifyOnceWhatWaitedWhenTheHarvestEnded(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                var registry = DevRegistry.start(0);
                var model = FeedbackModel.bundled()) {
            // Given a harvest that ended while exchanges waited for a batch
            var patient = config(broker, registry, folder.resolve("patient"), "1h");
            SmallCluster.createTopics(patient);
            send(patient, conversations("waiting"));
            harvest(patient, model, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(turnsDone(patient)).isEqualTo(CONVERSATIONS * TURNS)));
            assertThat(judged(patient)).isEmpty();

            // When another begins, without the state of the first on its disk
            var next = config(broker, registry, folder.resolve("next"), "20ms");
            harvest(next, model, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(judged(next)).hasSizeGreaterThanOrEqualTo(CONVERSATIONS)));

            // Then each is judged once, in order
            assertThat(judged(next)).containsExactlyElementsOf(conversations("waiting"));
        }
    }

    @Test
    void shouldJudgeWithANewModelWhatComesFromThenOnAndNothingTwice(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                var registry = DevRegistry.start(0);
                var model = FeedbackModel.bundled();
                var newModel = FeedbackModel.bundled(withBoundThreshold(0.6))) {
            // Given conversations that one version of the model judged, and others that began under it
            var config = config(broker, registry, folder.resolve("state"), "20ms");
            SmallCluster.createTopics(config);
            send(config, conversations("before"));
            begin(config, conversations("across"));
            harvest(config, model, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(judged(config)).hasSize(CONVERSATIONS)));

            // When the harvest is started again with another version
            goOn(config, conversations("across"));
            harvest(config, newModel, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(judged(config)).hasSizeGreaterThanOrEqualTo(2 * CONVERSATIONS)));

            // Then each exchange is judged once, by the version that ran when its follow-up came
            assertThat(versions(config))
                    .hasSize(2 * CONVERSATIONS)
                    .containsAllEntriesOf(named("before", model))
                    .containsAllEntriesOf(named("across", newModel));
            assertThat(judged(config)).hasSize(2 * CONVERSATIONS);
            assertThat(newModel.labeller()).isNotEqualTo(model.labeller());
        }
    }

    private static ModelSettings withBoundThreshold(double threshold) {
        var decisions = new DecisionOverride(Ends.asTheyAre(), Ends.asTheyAre(), Optional.of(threshold));
        return new ModelSettings(new Device.Cpu(), decisions, Batching.BY_LENGTH);
    }

    private static Map<String, String> named(String kind, FeedbackModel model) {
        return conversations(kind).stream()
                .collect(Collectors.toMap(id -> id, id -> model.labeller().getVersion()));
    }

    private static GleanerConfig config(EmbeddedBroker broker, DevRegistry registry, Path state, String wait) {
        var options = new HashMap<String, String>();
        options.put("kafka.bootstrap-servers", broker.bootstrapServers());
        options.put("registry.urls", registry.url());
        options.put("registry.auto-register", "true");
        options.put("streams.state-dir", state.toString());
        options.put("streams.standbys", "0");
        options.put("model.batch-size", "1000");
        options.put("model.batch-wait", wait);
        options.put("http.host", "127.0.0.1");
        options.put("http.port", "0");
        return Configuration.of(options);
    }

    private static List<String> conversations(String kind) {
        return IntStream.range(0, CONVERSATIONS).mapToObj(i -> kind + i).toList();
    }

    private static void send(GleanerConfig config, List<String> conversations) {
        begin(config, conversations);
        goOn(config, conversations);
    }

    private static void begin(GleanerConfig config, List<String> conversations) {
        write(config, conversations, List.of(Role.USER, Role.ASSISTANT), 0);
    }

    private static void goOn(GleanerConfig config, List<String> conversations) {
        write(config, conversations, List.of(Role.USER), 2);
    }

    private static void write(GleanerConfig config, List<String> conversations, List<Role> roles, int from) {
        var connections = new Connections(config);
        try (var registry = RegistrySerdes.connect(connections.registry());
                var topic =
                        TurnTopic.avro(connections.kafka(), connections.topics().conversationTurns(), registry)) {
            for (var conversation : conversations) {
                for (var i = 0; i < roles.size(); i++) {
                    topic.send(turn(conversation, "t" + (from + i), roles.get(i), "Words " + (from + i)));
                }
            }
            topic.flush();
        }
    }

    private static ConversationTurn turn(String conversation, String id, Role role, String content) {
        return ConversationTurn.newBuilder()
                .setConversationId(conversation)
                .setTurnId(id)
                .setRole(role)
                .setContent(content)
                .setCreatedAt(Instant.now())
                .build();
    }

    private static void harvest(GleanerConfig config, FeedbackModel model, Runnable meanwhile) throws Exception {
        var service = new HarvestService(config, "gleaner/test", model);
        var end = CompletableFuture.supplyAsync(() -> SmallCluster.run(service));
        try {
            meanwhile.run();
        } finally {
            assertThat(service.stop()).isTrue();
        }
        assertThat(end.join()).isTrue();
    }

    /** Turns that the harvest took in and committed. */
    private static long turnsDone(GleanerConfig config) throws Exception {
        var connections = new Connections(config);
        var turns = new TopicPartition(connections.topics().conversationTurns(), 0);
        try (var admin = Admin.create(connections.kafka())) {
            var committed = admin.listConsumerGroupOffsets(config.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(turns);
            return committed == null ? 0 : committed.offset();
        }
    }

    /** The conversations of all verdicts, in order. */
    private static List<String> judged(GleanerConfig config) {
        var connections = new Connections(config);
        var found = new ArrayList<String>();
        try (var feedback =
                new TopicReader(connections.kafka(), connections.topics().feedback())) {
            feedback.readToEnd(verdict -> found.add(verdict.key()));
        }
        return found;
    }

    /** By conversation, the version of the model that judged it. */
    private static Map<String, String> versions(GleanerConfig config) {
        var connections = new Connections(config);
        var found = new HashMap<String, String>();
        try (var registry = RegistrySerdes.connect(connections.registry());
                var feedback = new TopicReader(
                        connections.kafka(), connections.topics().feedback())) {
            var verdicts = new ValueReader<>("verdict", registry.deserializer(FeedbackVerdict.class));
            feedback.readToEnd(record -> verdicts.read(record)
                    .ifPresent(verdict ->
                            found.put(record.key(), verdict.getLabeller().getVersion())));
        }
        return found;
    }
}
