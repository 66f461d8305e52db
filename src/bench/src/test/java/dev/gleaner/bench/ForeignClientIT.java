package dev.gleaner.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.drill.InstanceConfig;
import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What we write is read by others: here Confluent's Python client with the Apache Avro library of Python. */
class ForeignClientIT {

    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
    private static final String PYTHON = "/usr/bin/python3";

    @Test
    void shouldBeReadByAClientThatIsNotOurs() throws Exception {
        assumeTrue(
                run(
                                PYTHON,
                                "-c",
                                "import avro, requests; from confluent_kafka.avro.serializer import message_serializer")
                        .isEmpty(),
                "skipped: needs Debian's python3-confluent-kafka, python3-avro and python3-requests");
        try (var stage = Stage.embedded()) {
            stage.createTopics(2, TOPICS);
            try (var instance = InstanceConfig.of(stage, stage.registryUrl(), "gleaner-harvest", 1)
                    .start()) {
                feed(stage);
                Progress.of(stage.admin(), "gleaner-harvest", TOPICS.conversationTurns())
                        .awaitEnd(Duration.ofMinutes(1));
                instance.requireAlive();
            }
            var ours = stage.pairs(TOPICS.preferencePairs()).stream()
                    .map(PreferencePair::getPairId)
                    .toList();

            var theirs = run(
                    PYTHON,
                    Path.of("src/test/python/read_pairs.py").toString(),
                    stage.bootstrapServers(),
                    stage.registryUrl(),
                    TOPICS.preferencePairs(),
                    Integer.toString(ours.size()));

            assertThat(ours).isNotEmpty();
            assertThat(theirs.lines()).containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    private static void feed(Stage stage) {
        var generator = new ChatGenerator("foreign-", 5);
        try (var producer = stage.turnProducer()) {
            for (var chat = 0; chat < 20; chat++) {
                for (var turn : generator.next(10)) {
                    producer.send(new ProducerRecord<>(TOPICS.conversationTurns(), turn.getConversationId(), turn));
                }
            }
        }
    }

    /** What a command writes, its errors too. */
    private static String run(String... command) throws IOException, InterruptedException {
        if (!Path.of(command[0]).toFile().canExecute()) {
            return "there is no " + command[0];
        }
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
