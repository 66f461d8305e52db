package dev.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndEvaluateTest {

    @TempDir
    private Path folder;

    private Path labels;

    /** What a call gave. */
    private record Call(int exitCode, String out, String err) {

        JsonNode summary() throws Exception {
            return new ObjectMapper().readTree(out.substring(out.stripTrailing().lastIndexOf('\n') + 1));
        }
    }

    @BeforeEach
    void writeLabels() throws Exception {
        var lines = new StringBuilder();
        for (var source = 0; source < 6; source++) {
            lines.append(exchange(source, "thanks, that works", "\"GRATITUDE\""));
            lines.append(exchange(source, "no, still wrong", "\"FACTUAL_ERROR\""));
            lines.append(exchange(source, "now a table, please", ""));
        }
        labels = Files.writeString(folder.resolve("labels.jsonl"), lines);
    }

    private static String exchange(int source, String followUp, String categories) {
        return """
                {"source": "s%d", "prompt": "Write a list.", "response": "Here it is.", "followup": "%s", "bound": true, "categories": [%s]}
                """
                .formatted(source, followUp, categories);
    }

    @Test
    void shouldWriteTheSameFilesForTheSameLabelsAndSeed() throws Exception {
        var one = train("one");
        var two = train("two");

        assertThat(one.exitCode()).isZero();
        assertThat(one.out()).isEqualTo(two.out());
        try (var files = Files.list(folder.resolve("one"))) {
            assertThat(files.toList())
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            "model.onnx",
                            "config.json",
                            "report.md",
                            "report.json",
                            "abstain-real.svg",
                            "reliability-real.svg")
                    .allSatisfy(name -> assertThat(folder.resolve("one").resolve(name))
                            .hasSameBinaryContentAs(folder.resolve("two").resolve(name)));
        }
    }

    @Test
    void shouldTellOfEachHeadAndEndWithASummary() throws Exception {
        var call = train("model");

        assertThat(call.err())
                .contains("Training on 18 exchanges", "1 of 21 heads", "21 of 21 heads", "left; ", ": held-out loss ");
        assertThat(call.summary().at("/out_of_fold").booleanValue()).isTrue();
        assertThat(call.summary().at("/real/satisfied/positives").intValue()).isEqualTo(6);
    }

    @Test
    void shouldWarnWhereLabelsAreTooFewToBePrecise() throws Exception {
        assertThat(train("model").err())
                .contains("gleaner: warning: no threshold of 'satisfied' was precise enough on these labels");
    }

    @Test
    void shouldEvaluateTheModelThatWasTrained() throws Exception {
        train("model");

        var call = call("evaluate", "classifier", "--model", path("model"), "--labels", path("labels.jsonl"));

        assertThat(call.exitCode()).isZero();
        assertThat(call.out())
                .startsWith("# Feedback model gleaner-feedback-linear")
                .contains("These figures flatter");
        assertThat(call.summary().at("/real/satisfied/auc").doubleValue()).isEqualTo(1);
        assertThat(call.summary().at("/exchanges_per_second").longValue()).isPositive();
    }

    @Test
    void shouldWriteTheReportOfAnEvaluationAsFilesWhereAsked() throws Exception {
        var call = call("evaluate", "classifier", "--labels", path("labels.jsonl"), "--out", path("report"));

        assertThat(call.err()).isEqualTo("Report written to " + path("report") + "\n");
        assertThat(call.out()).hasLineCount(1);
        assertThat(folder.resolve("report").resolve("report.md")).exists();
    }

    @Test
    void shouldWarnOfLinesThatBelongToNothing() throws Exception {
        Files.writeString(labels, Files.readString(labels).replace("\"source\"", "\"whence\""));

        assertThat(call("evaluate", "classifier", "--labels", path("labels.jsonl"))
                        .err())
                .startsWith("gleaner: warning: 18 lines name neither 'source' nor 'conversation_id'")
                .hasLineCount(1);
    }

    @Test
    void shouldSayInASentenceWhatCannotBeUsed() throws Exception {
        Files.writeString(labels, "{\"turns\": []}\n");
        assertThat(call("train", "classifier", "--labels", path("labels.jsonl"), "--out", path("model")))
                .isEqualTo(new Call(
                        1,
                        "",
                        "gleaner: " + labels
                                + ":1: neither a labelled exchange nor a labelled conversation; give it the fields 'followup',"
                                + " 'response', 'bound' and 'categories', or 'turns' and 'labels'\n"));
        assertThat(call("train", "classifier", "--labels", "none.jsonl", "--out", path("model")))
                .isEqualTo(new Call(2, "", "gleaner: There is no file none.jsonl\n"));
        assertThat(call("train"))
                .isEqualTo(new Call(2, "", "gleaner: Say what to train: classifier\nSee: gleaner train --help\n"));
        assertThat(call("evaluate").err()).startsWith("gleaner: Say what to evaluate: classifier or checklist\n");
        assertThat(folder.resolve("model")).doesNotExist();
    }

    @Test
    void shouldNotBeginATrainingThatCouldNotBeWritten() throws Exception {
        assertThat(call("train", "classifier", "--labels", path("labels.jsonl"), "--out", path("labels.jsonl")))
                .isEqualTo(
                        new Call(2, "", "gleaner: Folder " + labels + " cannot be made; choose another for --out\n"));
    }

    @Test
    void shouldLearnFromATeacherOnceAndTakeFiguresOnTheLabelsAlone() throws Exception {
        try (var service = new LabellingService(200)) {
            var first = teach(service.url());
            var second = teach(service.url());

            assertThat(first.exitCode()).isZero();
            assertThat(first.err())
                    .contains(
                            "Asked the teacher about 3 of 3 exchanges",
                            "Teacher: 0 known, 3 asked, 3 labelled, 36 tokens; 3 exchanges to learn from",
                            "Training on 18 exchanges, and on 3 that are learned from only")
                    .doesNotContain("splendid");
            assertThat(first.summary().at("/real/satisfied/positives").intValue())
                    .isEqualTo(6);
            assertThat(folder.resolve("taught/teacher-labels.jsonl"))
                    .content()
                    .hasLineCount(3)
                    .contains("\"annotator\":\"judge-7/rubric-1\"");
            assertThat(second.err()).contains("Teacher: 3 known, 0 asked, 0 labelled, 0 tokens; 3 exchanges");
            assertThat(second.out()).isEqualTo(first.out());
        }
    }

    @Test
    void shouldSayWhatKeepsTheTeacherAway() throws Exception {
        try (var service = new LabellingService(401)) {
            assertThat(teach(service.url()))
                    .isEqualTo(new Call(
                            2,
                            "",
                            "gleaner: The teacher at " + service.url()
                                    + " answers 401; check OPENAI_API_KEY, --llm-url and --llm-model\n"));
        }
        assertThat(teach("localhost:8000"))
                .isEqualTo(new Call(
                        2,
                        "",
                        "gleaner: --llm-url is no address of a service; give one like http://localhost:8000/v1\n"));
        assertThat(call("train", "classifier", "--labels", path("labels.jsonl"), "--out", path("x"), "--teacher", "llm")
                        .err())
                .contains("Missing required argument(s)", "--unlabelled", "--llm-url", "--llm-model");
    }

    private Call teach(String url) throws Exception {
        var lines = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            lines.append("{\"source\": \"s%d\", \"prompt\": \"p\", \"response\": \"r\", \"followup\": \"splendid\"}\n"
                    .formatted(i));
        }
        Files.writeString(folder.resolve("unlabelled.jsonl"), lines);
        return call(
                "train",
                "classifier",
                "--labels",
                path("labels.jsonl"),
                "--out",
                path("taught"),
                "--teacher",
                "llm",
                "--unlabelled",
                path("unlabelled.jsonl"),
                "--teacher-sample",
                "3",
                "--llm-url",
                url,
                "--llm-model",
                "judge-7");
    }

    private Call train(String out) throws Exception {
        return call("train", "classifier", "--labels", path("labels.jsonl"), "--out", path(out));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Call call(String... args) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        var standardOutput = System.out;
        try (var captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            var exitCode = Gleaner.commandLine(Map.of())
                    .setErr(new PrintWriter(err, true))
                    .execute(args);
            return new Call(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(standardOutput);
        }
    }
}
