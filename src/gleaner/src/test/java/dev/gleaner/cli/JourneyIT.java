package dev.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.dev.DevRegistry;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.export.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does, from the command line to the lines that come out. */
class JourneyIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldHarvestAFileToTheEndAndTellWhatCameOfIt(@TempDir Path folder) throws Exception {
        // Given a conversation in which an answer is mended, and thanked for
        var chats = Files.writeString(
                folder.resolve("chats.jsonl"),
                chat(
                        "c1",
                        "What is the capital of Australia, and how many people live there?",
                        "The capital of Australia is Sydney, and about five million people live there.",
                        "That is wrong. Sydney is not the capital, please correct the answer.",
                        "The capital of Australia is Canberra, and about 470 thousand people live there.",
                        "Perfect, thank you so much, that is exactly what I needed!"));
        var pairs = folder.resolve("pairs.jsonl");
        var feedback = folder.resolve("feedback.jsonl");

        // When it is harvested
        var out = call(
                "dev",
                "--input",
                chats.toString(),
                "--until-idle",
                "--pairs",
                pairs.toString(),
                "--feedback",
                feedback.toString());

        // Then the summary counts what the files hold
        var lines = out.lines().toList();
        var summary = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(summary.get("turns").asInt()).isEqualTo(5);
        assertThat(summary.at("/pairs/REVISION").asInt()).isEqualTo(1);
        assertThat(sum(summary.get("feedback"))).isEqualTo(2);
        assertThat(summary.get("dead_letters")).isEmpty();
        assertThat(Files.readAllLines(feedback)).hasSize(2);
        assertThat(Files.readAllLines(pairs)).singleElement().satisfies(line -> {
            var pair = JSON.readTree(line);
            assertThat(pair.at("/prompt/0/role").textValue()).isEqualTo("USER");
            assertThat(pair.at("/chosen/content").textValue()).contains("Canberra");
            assertThat(pair.at("/rejected/content").textValue()).contains("Sydney");
            assertThat(pair.get("confidence").asDouble()).isBetween(0.0, 1.0);
            assertThat(pair.get("pair_id").textValue()).matches("[0-9a-f]{32}");
        });
    }

    @Test
    void shouldMakeTopicsAndReplayIntoThemInOrder(@TempDir Path folder) throws Exception {
        var chats =
                Files.writeString(folder.resolve("chats.jsonl"), chat("a", "1", "2", "3") + chat("b", "4", "5", "6"));
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                var registry = DevRegistry.start(0)) {
            var config = Files.writeString(
                    folder.resolve("gleaner.yaml"),
                    "kafka.bootstrap-servers: %s\nregistry:\n  urls: %s\n  auto-register: true\n"
                            .formatted(broker.bootstrapServers(), registry.url()));

            // Given topics that the command made
            assertThat(execute("topics", "--diff", "--config", config.toString()))
                    .isEqualTo(1);
            call("topics", "--create", "--replication", "1", "--config", config.toString());
            call("topics", "--diff", "--config", config.toString());

            // When a file is replayed in both forms, conversations interleaved
            call("replay", "--config", config.toString(), "--interleave", "2", chats.toString());
            call("replay", "--config", config.toString(), "--format", "json", chats.toString());

            // Then each conversation is there in order, in both forms
            var framed = new ArrayList<String>();
            var json = new ArrayList<String>();
            try (var topic = new TopicReader(
                    Map.of("bootstrap.servers", broker.bootstrapServers()), "gleaner.conversation-turns")) {
                topic.readToEnd(record -> {
                    if (record.headers().lastHeader("content-type") == null) {
                        framed.add(record.key());
                    } else {
                        json.add(record.key() + content(record.value()));
                    }
                });
            }
            assertThat(framed).hasSize(6);
            assertThat(json.stream().filter(turn -> turn.startsWith("a"))).containsExactly("a1", "a2", "a3");
            assertThat(json.stream().filter(turn -> turn.startsWith("b"))).containsExactly("b4", "b5", "b6");

            // And there are no pairs yet
            assertThat(call("pairs", "--format", "trl", "--config", config.toString()))
                    .isEmpty();
        }
    }

    @Test
    void shouldClassifyInOrder(@TempDir Path folder) throws Exception {
        var exchanges = new StringBuilder();
        for (var id = 0; id < 150; id++) {
            exchanges.append("{\"id\": \"e%d\", \"prompt\": \"p\", \"response\": \"r\", \"followup\": \"thanks %d\"}\n"
                    .formatted(id, id));
        }
        var file = Files.writeString(folder.resolve("exchanges.jsonl"), exchanges);

        var lines = call("classify", file.toString()).lines().toList();

        assertThat(lines).hasSize(150);
        for (var id = 0; id < 150; id++) {
            var verdict = JSON.readTree(lines.get(id));
            assertThat(verdict.get("id").textValue()).isEqualTo("e" + id);
            assertThat(verdict.get("categories")).hasSize(18);
            assertThat(verdict.get("abstained").booleanValue())
                    .isEqualTo(verdict.get("polarity").textValue().equals("ABSTAINED"));
        }
    }

    private static String chat(String id, String... contents) {
        var turns = new ArrayList<String>();
        for (var i = 0; i < contents.length; i++) {
            turns.add("{\"role\": \"%s\", \"content\": \"%s\"}"
                    .formatted(i % 2 == 0 ? "user" : "assistant", contents[i]));
        }
        return "{\"conversation_id\": \"%s\", \"turns\": [%s]}\n".formatted(id, String.join(", ", turns));
    }

    private static String content(byte[] json) {
        try {
            return JSON.readTree(json).get("content").textValue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long sum(JsonNode counts) {
        var sum = 0L;
        for (var count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    /** Calls a command that must go well, and gives its standard output. */
    private static String call(String... args) {
        var before = System.out;
        var captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            assertThat(execute(args)).as(List.of(args).toString()).isZero();
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private static int execute(String... args) {
        return Gleaner.commandLine(Map.of())
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(args);
    }
}
