package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            var end = CompletableFuture.supplyAsync(() -> SmallCluster.run(service));
            assertThat(status(service, "live")).isEqualTo(200);
            assertThat(status(service, "ready")).isEqualTo(503);

            // When what it needs comes up, one after the other
            try (var broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort)) {
                assertThat(status(service, "live")).isEqualTo(200);
                SmallCluster.createTopics(config);
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
            var end = CompletableFuture.supplyAsync(() -> SmallCluster.run(service));
            assertThat(status(service, "live")).isEqualTo(200);

            assertThat(service.stop()).isTrue();

            assertThat(end.get(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldSayThatItDidNotEndInTimeWhenAStageHangs(@TempDir Path folder) throws Exception {
        // Given a harvest whose model does not come back
        var brokerPort = freePort();
        var registryPort = freePort();
        var config = config(brokerPort, registryPort, folder);
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort);
                var registry = DevRegistry.start(registryPort);
                var model = new HangingModel()) {
            SmallCluster.createTopics(config);
            SmallCluster.replaySample(config);
            var service = new HarvestService(config, "gleaner/test", model);
            var end = CompletableFuture.supplyAsync(() -> SmallCluster.run(service));
            model.awaitCall();

            // When it is asked to end
            var endedInTime = service.stop();

            // Then it says within its bound that it could not
            assertThat(endedInTime).isFalse();
            assertThat(end.get(1, TimeUnit.SECONDS)).isFalse();
        }
    }

    /** Hangs in its first call until it is closed. */
    private static final class HangingModel implements FeedbackClassifier {

        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        void awaitCall() throws InterruptedException {
            assertThat(called.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public Labeller labeller() {
            return new Labeller(LabellerKind.CLASSIFIER, "hanging", "1");
        }

        @Override
        public List<Assessment> classify(List<ExchangeText> exchanges) {
            called.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("closed");
        }

        @Override
        public void close() {
            closed.countDown();
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
                "0",
                "shutdown.timeout",
                "2s"));
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
