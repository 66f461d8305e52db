package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.topology.classify.ExchangeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainFeedbackModelTest {

    @TempDir
    private Path directory;

    private final StringWriter messages = new StringWriter();

    @Test
    void shouldWriteAModelDirectoryThatOpens() throws IOException {
        Path out = directory.resolve("model");
        Files.writeString(
                directory.resolve("labels.jsonl"),
                """
                {"source":"a","prompt":"p","response":"r","followup":"thanks!","bound":true,"categories":["GRATITUDE"]}
                {"source":"b","prompt":"p","response":"r","followup":"wrong again","bound":true,"categories":["FACTUAL_ERROR"]}
                """);
        Files.writeString(
                directory.resolve("written.jsonl"),
                """
                {"conversation_id":"c","turns":[{"role":"user","content":"p"},{"role":"assistant","content":"r"},\
                {"role":"user","content":"great"}],"labels":[{"turn":2,"sat":["PR"],"dsat":[],"bind":true}]}
                """);

        int code = run("--labels", path("labels.jsonl"), "--written", path("written.jsonl"), "--out", out.toString());

        assertThat(code).isZero();
        assertThat(out.resolve("report.md"))
                .content()
                .contains("2 real exchanges from 2 sources", "1 written exchanges");
        try (FeedbackModel model = FeedbackModel.open(out)) {
            assertThat(model.classify(List.of(new ExchangeText("p", "r", "ok"))))
                    .hasSize(1);
        }
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        assertThat(run("--labels", path("none.jsonl"), "--out", path("model"))).isEqualTo(2);
        assertThat(messages.toString()).contains("There is no file", "none.jsonl");
    }

    @Test
    void shouldNameTheLineAndTheFieldThatIsMissing() throws IOException {
        Files.writeString(directory.resolve("labels.jsonl"), "{\"source\":\"a\",\"categories\":[]}\n");

        assertThat(run("--labels", path("labels.jsonl"), "--out", path("model")))
                .isEqualTo(2);
        assertThat(messages.toString()).contains("labels.jsonl, line 1 has no field 'response'");
    }

    @Test
    void shouldAskForLabels() {
        assertThat(run("--out", path("model"))).isEqualTo(2);
        assertThat(messages.toString()).contains("--labels", "--written");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private int run(String... args) {
        PrintWriter writer = new PrintWriter(messages);
        return new CommandLine(new TrainFeedbackModel())
                .setErr(writer)
                .setOut(writer)
                .execute(args);
    }
}
