package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.conversations.Replay;
import dev.gleaner.conversations.TurnTopic;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.dev.Sample;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarvestServiceIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void shouldWaitForBrokerTopicsAndRegistryThenHarvestAndEndCleanly(@TempDir Path folder) throws Exception {
        var brokerPort = freePort();
        var registryPort = freePort();
        var config = config(brokerPort, registryPort, folder);
        try (var model = FeedbackModel.bundled()) {
            // Given a service that starts before all else
            var service = new HarvestService(config, "gleaner/test", model);
            var end = CompletableFuture.supplyAsync(() -> run(service));
            assertThat(status(service, "live")).isEqualTo(200);
            assertThat(status(service, "ready")).isEqualTo(503);

            // When what it needs comes up, one after the other
            try (var broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort);
                    var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThat(status(service, "live")).isEqualTo(200);
                var topics = new Topics(
                        admin, TopicCatalogue.load().withPrefix("gleaner.").withPartitions(1));
                topics.create(topics.plan().missing(), (short) 1);
                assertThat(status(service, "ready")).isEqualTo(503);
                try (var registry = DevRegistry.start(registryPort)) {

                    // Then it becomes ready, tells its metrics, and ends cleanly
                    await().atMost(SOON).untilAsserted(() -> assertThat(status(service, "ready"))
                            .isEqualTo(200));
                    assertThat(get(service, "/metrics").body()).contains("jvm_memory_used_bytes", "kafka_stream_");
                    assertThat(service.stop()).isTrue();
                    assertThat(end.get(1, TimeUnit.SECONDS)).isTrue();
                    assertThat(service.health()).isEqualTo(Health.ENDED);
                }
            }
        }
    }

    @Test
    void shouldStopWhileItWaits(@TempDir Path folder) throws Exception {
        try (var model = FeedbackModel.bundled()) {
            var service = new HarvestService(config(freePort(), freePort(), folder), "gleaner/test", model);
            var end = CompletableFuture.supplyAsync(() -> run(service));
            assertThat(status(service, "live")).isEqualTo(200);

            assertThat(service.stop()).isTrue();

            assertThat(end.get(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static GleanerConfig config(int brokerPort, int registryPort, Path folder) {
        return Configuration.of(Map.of(
                "kafka.bootstrap-servers",
                "127.0.0.1:" + brokerPort,
                "registry.urls",
                "http://127.0.0.1:" + registryPort,
                "registry.auto-register",
                "true",
                "streams.state-dir",
                folder.resolve("state").toString(),
                "http.host",
                "127.0.0.1",
                "http.port",
                "0"));
    }

    private static void replaySample(GleanerConfig config) {
        var connections = new Connections(config);
        try (var registry = RegistrySerdes.connect(connections.registry());
                var turns =
                        TurnTopic.avro(connections.kafka(), connections.topics().conversationTurns(), registry);
                var sample = Sample.open()) {
            new Replay(1, 0).play(sample, turns, sent -> {});
        }
    }

    private static boolean run(HarvestService service) {
        try {
            return service.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int status(HarvestService service, String probe) throws IOException, InterruptedException {
        return get(service, "/health/" + probe).statusCode();
    }

    private static HttpResponse<String> get(HarvestService service, String path)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + service.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
