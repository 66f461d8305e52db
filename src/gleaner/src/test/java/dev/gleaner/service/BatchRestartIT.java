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
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges that wait for a batch, and a harvest that ends meanwhile. */
class BatchRestartIT {

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
            send(patient);
            harvest(patient, model, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(turnsDone(patient)).isEqualTo(CONVERSATIONS * TURNS)));
            assertThat(judged(patient)).isEmpty();

            // When another begins, without the state of the first on its disk
            var next = config(broker, registry, folder.resolve("next"), "20ms");
            harvest(next, model, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(judged(next)).hasSizeGreaterThanOrEqualTo(CONVERSATIONS)));

            // Then each is judged once, in order
            assertThat(judged(next)).containsExactlyElementsOf(conversations());
        }
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

    private static List<String> conversations() {
        return IntStream.range(0, CONVERSATIONS).mapToObj(i -> "c" + i).toList();
    }

    private static void send(GleanerConfig config) {
        var connections = new Connections(config);
        try (var registry = RegistrySerdes.connect(connections.registry());
                var topic =
                        TurnTopic.avro(connections.kafka(), connections.topics().conversationTurns(), registry)) {
            for (var conversation : conversations()) {
                topic.send(turn(conversation, "t0", Role.USER, "Hi"));
                topic.send(turn(conversation, "t1", Role.ASSISTANT, "Hello"));
                topic.send(turn(conversation, "t2", Role.USER, "Thanks"));
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
}
