package dev.gleaner.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.drill.ExpectedPairs;
import dev.gleaner.bench.drill.InstanceConfig;
import dev.gleaner.bench.drill.PairCount;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The whole journey against a broker and a registry in containers: the registry comes late, the broker is killed while turns flow and
 * comes back with its data.
 */
class ContainerJourneyIT {

    private static final String KAFKA = "apache/kafka:4.3.1";
    private static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";
    private static final int REGISTRY_PORT = 8080;
    private static final int KAFKA_PORT = 9092;
    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final String GROUP = "gleaner-harvest";

    @Test
    void shouldLoseNothingThoughTheRegistryComesLateAndTheBrokerIsKilled() throws Exception {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "skipped: no Docker answers");
        var docker = DockerClientFactory.instance().client();
        assumeTrue(has(docker, KAFKA) && has(docker, REGISTRY), "skipped: needs the images " + KAFKA + ", " + REGISTRY);
        var chats = chats();
        var registryPort = freePort();
        var url = "http://localhost:" + registryPort + "/apis/ccompat/v7";
        try (var kafka = kafka(freePort());
                var registry = registry(registryPort)) {
            kafka.start();
            try (var stage = Stage.at(kafka.getBootstrapServers(), url)) {
                stage.createTopics(2, TOPICS);
                try (var instance = InstanceConfig.of(stage, url, GROUP, 1).start()) {
                    TimeUnit.SECONDS.sleep(3); // it waits for a registry that is not there
                    instance.requireAlive();
                    registry.start();
                    setBackward(url);

                    var feeding = CompletableFuture.runAsync(() -> feed(stage, chats));
                    TimeUnit.SECONDS.sleep(5);
                    docker.killContainerCmd(kafka.getContainerId()).exec();
                    TimeUnit.SECONDS.sleep(2);
                    docker.startContainerCmd(kafka.getContainerId()).exec();
                    feeding.get(2, TimeUnit.MINUTES);

                    Progress.of(stage.admin(), GROUP, TOPICS.conversationTurns())
                            .awaitEnd(Duration.ofMinutes(3));
                    instance.requireAlive();
                }
                var pairs = PairCount.of(ExpectedPairs.of(chats), stage.pairs(TOPICS.preferencePairs()));
                assertThat(pairs.isExactlyOnce()).as("%s", pairs).isTrue();
            }
        }
    }

    private static List<List<ConversationTurn>> chats() {
        var generator = new ChatGenerator("journey-", 9);
        var chats = new ArrayList<List<ConversationTurn>>();
        for (var chat = 0; chat < 100; chat++) {
            chats.add(generator.next(10));
        }
        return chats;
    }

    /** Over some ten seconds, with a producer that waits for a broker that is away. */
    private static void feed(Stage stage, List<List<ConversationTurn>> chats) {
        try (var producer = stage.turnProducer()) {
            for (var chat : chats) {
                for (var turn : chat) {
                    producer.send(new ProducerRecord<>(TOPICS.conversationTurns(), turn.getConversationId(), turn));
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a port of its own choice, since a container that is started again gets another one else. */
    private static KafkaContainer kafka(int port) {
        return new KafkaContainer(KAFKA)
                .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000")
                .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500")
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withPortBindings(binding(port, KAFKA_PORT)));
    }

    private static GenericContainer<?> registry(int port) {
        return new GenericContainer<>(REGISTRY)
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").withStartupTimeout(Duration.ofMinutes(2)))
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withPortBindings(binding(port, REGISTRY_PORT)));
    }

    private static PortBinding binding(int host, int container) {
        return new PortBinding(Ports.Binding.bindPort(host), new ExposedPort(container));
    }

    /** Apicurio checks nothing unless told so. */
    private static void setBackward(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\": \"BACKWARD\"}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static boolean has(DockerClient docker, String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
