package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.schema.Answer;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests and results as topics, on a real broker: what the test driver, with its one task, does not show. */
class GenerationIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void shouldAskOnceThePartitionIsSilentAndPairEachResultOnce(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                var registry = DevRegistry.start(0);
                var model = FeedbackModel.bundled()) {
            var config = config(broker, registry, folder);
            SmallCluster.createTopics(config);
            SmallCluster.replaySample(config);
            var service = new HarvestService(config, "gleaner/test", model);
            var end = CompletableFuture.supplyAsync(() -> SmallCluster.run(service));
            try (var serdes = RegistrySerdes.connect(new Connections(config).registry())) {
                var topics = new Connections(config).topics();

                // Given complaints of which nobody heard again
                var requests = new ArrayList<GenerationRequest>();
                await().atMost(SOON).untilAsserted(() -> {
                    requests.clear();
                    requests.addAll(readAll(config, serdes, topics.generationRequests(), GenerationRequest.class));
                    assertThat(requests).isNotEmpty();
                });
                assertThat(requests).extracting(GenerationRequest::getRequestId).doesNotHaveDuplicates();

                // When each is answered, and its answer delivered twice
                var request = requests.get(0);
                send(config, serdes, topics.generationResults(), answer(request));
                send(config, serdes, topics.generationResults(), answer(request));

                // Then one pair comes of it
                await().atMost(SOON)
                        .until(() -> service.counts(HarvestCounter.DUPLICATES).getOrDefault("RESULT", 0L) == 1);
                await().atMost(SOON).untilAsserted(() -> assertThat(
                                readAll(config, serdes, topics.preferencePairs(), PreferencePair.class))
                        .filteredOn(pair -> pair.getMethod() == PairMethod.EXPERT)
                        .singleElement()
                        .satisfies(pair -> assertThat(pair.getPrompt()).isEqualTo(request.getPrompt())));
            } finally {
                service.stop();
                assertThat(end.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static GenerationResult answer(GenerationRequest request) {
        return GenerationResult.newBuilder()
                .setRequest(request)
                .setPreferences(List.of("Answer what was asked."))
                .setPairs(List.of(GeneratedPair.newBuilder()
                        .setMethod(PairMethod.EXPERT)
                        .setChosen(new Answer("Soak the lentils overnight, then simmer them gently.", "large-2", null))
                        .setRejected(request.getRejected())
                        .setGenerator("large-2/expert-1")
                        .build()))
                .setWorker("gleaner/test")
                .setGeneratedAt(Instant.now())
                .build();
    }

    private static <T extends SpecificRecord> List<T> readAll(
            GleanerConfig config, RegistrySerdes serdes, String topic, Class<T> type) {
        var settings = new HashMap<>(new Connections(config).kafka());
        settings.put("isolation.level", "read_committed");
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(type))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var read = new ArrayList<T>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
            }
            return read;
        }
    }

    private static void send(GleanerConfig config, RegistrySerdes serdes, String topic, GenerationResult result)
            throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<>(
                new Connections(config).kafka(), new StringSerializer(), serdes.serializer(GenerationResult.class))) {
            producer.send(new ProducerRecord<>(topic, result.getRequest().getConversationId(), result))
                    .get();
        }
    }

    private static GleanerConfig config(EmbeddedBroker broker, DevRegistry registry, Path folder) {
        return Configuration.of(Map.of(
                "kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "registry.urls",
                registry.url(),
                "registry.auto-register",
                "true",
                "generation.requests",
                "true",
                "generation.wait-for-revision",
                "1s",
                "streams.state-dir",
                folder.resolve("state").toString(),
                "http.host",
                "127.0.0.1",
                "http.port",
                "0"));
    }
}
