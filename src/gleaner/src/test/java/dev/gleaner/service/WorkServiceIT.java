package dev.gleaner.service;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.config.LanguageModels;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.export.TopicReader;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a service, with a service of language models that does one thing only. */
class WorkServiceIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String COMPLETIONS = "/v1/chat/completions";

    @TempDir
    private Path folder;

    private final WireMockServer models = new WireMockServer(options().dynamicPort());
    private EmbeddedBroker broker;
    private DevRegistry schemas;
    private GleanerConfig config;
    private WorkService service;

    @BeforeEach
    void start() throws Exception {
        models.start();
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        schemas = DevRegistry.start(0);
        config = Configuration.of(Map.of(
                "kafka.bootstrap-servers", broker.bootstrapServers(),
                "registry.urls", schemas.url(),
                "registry.auto-register", "true",
                "llm.url", models.baseUrl() + "/v1",
                "llm.models.expert", "large",
                "http.host", "127.0.0.1",
                "http.port", "0",
                "shutdown.timeout", "10s"));
        SmallCluster.createTopics(config);
        var named = LanguageModels.of(config.llm(), Optional.of("sk-test"));
        service = new WorkService(config, named, new WildFeedbackRecipes(), "gleaner/test");
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop();
        schemas.close();
        broker.close();
        models.stop();
    }

    @Test
    void shouldAnswerCountAndEndCleanly() throws Exception {
        models.stubFor(post(urlPathEqualTo(COMPLETIONS))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(refusal())));
        ask("a");

        var running = run();
        await().atMost(SOON).until(() -> results().size() == 1);

        assertThat(results()).singleElement().satisfies(result -> {
            assertThat(result.getWorker()).isEqualTo("gleaner/test");
            assertThat(result.getDrops()).singleElement().satisfies(drop -> assertThat(drop.getReason())
                    .isNotEqualTo(GenerationDropReason.OTHER));
        });
        assertThat(get("/health/ready")).contains("RUNNING");
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/metrics"))
                .contains("gleaner_work_results_total{outcome=\"NO_PAIRS\"} 1.0")
                .contains("gleaner_llm_tokens_total{direction=\"read\",model=\"large\"} 5.0")
                .contains("gleaner_work_under_way 0.0"));
        models.verify(
                postRequestedFor(urlPathEqualTo(COMPLETIONS)).withHeader("Authorization", equalTo("Bearer sk-test")));

        assertThat(service.stop()).isTrue();
        assertThat(running.get()).isTrue();
    }

    @Test
    void shouldLeaveRequestsInTheirTopicWhileTheServiceRefusesUs() throws Exception {
        models.stubFor(post(urlPathEqualTo(COMPLETIONS)).willReturn(aResponse().withStatus(401)));
        ask("a");

        var running = run();
        await().atMost(SOON).until(() -> service.waitsFor().isPresent());

        assertThat(service.waitsFor().orElseThrow()).contains("401").doesNotContain("sk-test");
        assertThat(service.health().live()).isTrue();
        assertThat(get("/health/ready")).contains("PAUSED");
        assertThat(service.stop()).isTrue();
        assertThat(running.get()).isTrue();
        assertThat(results()).isEmpty();
        assertThat(read(new Connections(config).topics().deadLetters())).isEmpty();
    }

    private CompletableFuture<Boolean> run() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return service.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    /** What a model answers that will not: 5 tokens read, none written. */
    private static String refusal() {
        return """
                {"id": "1", "object": "chat.completion", "created": 0, "model": "large",
                 "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
                              "message": {"role": "assistant", "content": null, "refusal": "no"}}],
                 "usage": {"prompt_tokens": 5, "completion_tokens": 0, "total_tokens": 5}}
                """;
    }

    private void ask(String id) throws Exception {
        var topic = new Connections(config).topics().generationRequests();
        try (var registry = RegistrySerdes.connect(new Connections(config).registry());
                var producer = new KafkaProducer<>(
                        new Connections(config).kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var request = Requests.request(id);
            var value = registry.serializer(GenerationRequest.class).serialize(topic, request);
            producer.send(new ProducerRecord<>(
                            topic, request.getConversationId().getBytes(UTF_8), value))
                    .get();
        }
    }

    private List<GenerationResult> results() {
        try (var registry = RegistrySerdes.connect(new Connections(config).registry())) {
            var topic = new Connections(config).topics().generationResults();
            var deserializer = registry.deserializer(GenerationResult.class);
            return read(topic).stream()
                    .map(value -> deserializer.deserialize(topic, value))
                    .toList();
        }
    }

    private List<byte[]> read(String topic) {
        var values = new ArrayList<byte[]>();
        try (var reader = new TopicReader(new Connections(config).kafka(), topic)) {
            reader.readToEnd(record -> values.add(record.value()));
        }
        return values;
    }

    private String get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + service.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
