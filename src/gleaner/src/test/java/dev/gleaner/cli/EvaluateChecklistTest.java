package dev.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.export.PairFormat;
import dev.gleaner.schema.Answer;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.Provenance;
import dev.gleaner.schema.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateChecklistTest {

    private static final int PAIRS = 6;

    private final ComparedService service = new ComparedService();

    @TempDir
    private Path folder;

    /** What a call gave. */
    private record Call(int exitCode, String out, String err) {

        JsonNode summary() throws Exception {
            return new ObjectMapper().readTree(out.substring(out.stripTrailing().lastIndexOf('\n') + 1));
        }
    }

    @BeforeEach
    void writePairs() throws Exception {
        var lines = new StringBuilder();
        for (var i = 0; i < PAIRS; i++) {
            lines.append(PairFormat.JSONL.of(pair(i, List.of(ComparedService.WISH))))
                    .append('\n');
        }
        lines.append(PairFormat.JSONL.of(pair(PAIRS, List.of()))).append('\n');
        Files.writeString(folder.resolve("pairs.jsonl"), lines);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static PreferencePair pair(int number, List<String> preferences) {
        return PreferencePair.newBuilder()
                .setPairId("p" + number)
                .setMethod(PairMethod.EXPERT)
                .setConversationId("c" + number)
                .setPrompt(List.of(new Message(Role.USER, "Tell me of plant number " + number)))
                .setChosen(answer("Fern."))
                .setRejected(answer("A fern is a plant."))
                .setConfidence(0.75)
                .setPreferences(preferences)
                .setVerdicts(List.of())
                .setProvenance(Provenance.newBuilder()
                        .setPipeline("gleaner/test")
                        .setLabellers(List.of())
                        .setSignals(List.of())
                        .build())
                .setDecidedAt(Instant.parse("2026-01-31T08:00:00Z"))
                .build();
    }

    private static Answer answer(String content) {
        return Answer.newBuilder().setContent(content).build();
    }

    @Test
    void shouldCompareTwoModelsByWhatUsersWant() throws Exception {
        var call = evaluate("tuned,base", "--judge", "large");

        assertThat(call.exitCode()).isZero();
        assertThat(call.summary().at("/with_checklist/win").intValue()).isEqualTo(PAIRS);
        assertThat(call.summary().at("/without_checklist/lose").intValue()).isEqualTo(PAIRS);
        assertThat(call.summary().at("/with_checklist/order_agreement").doubleValue())
                .isEqualTo(1);
        assertThat(call.summary().at("/changed_by_checklist").doubleValue()).isEqualTo(1);
        assertThat(call.summary().at("/tokens/a").intValue()).isEqualTo(12 * PAIRS);
        assertThat(call.summary().at("/tokens/judge").intValue()).isEqualTo(4 * 12 * PAIRS);
        assertThat(call.err())
                .contains("Held out: 6 prompts of 6 pairs with preferences; no model here may be trained on the")
                .contains("1 of 6 items, ", "6 of 6 items, 432 tokens, about 0:00 min left")
                .endsWith("Report written to " + path("report") + "\n")
                .doesNotContain("warning", "plant number");
        try (var files = Files.list(folder.resolve("report"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "report.md",
                            "report.json",
                            "verdicts.svg",
                            "held-out.jsonl",
                            "answers.jsonl",
                            "judgements.jsonl");
        }
    }

    @Test
    void shouldCostNothingAndSayTheSameASecondTime() throws Exception {
        var first = evaluate("tuned,base", "--judge", "large");
        var report = Files.readString(folder.resolve("report/report.md"));
        var asked = service.asked();

        var second = evaluate("tuned,base", "--judge", "large");

        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).contains("6 of 6 items, 0 tokens");
        assertThat(folder.resolve("report/report.md")).content().isEqualTo(report);
        assertThat(service.asked()).isEqualTo(asked);
    }

    @Test
    void shouldWarnWhereAModelJudgesItself() throws Exception {
        assertThat(evaluate("tuned,large").err())
                .contains(
                        "gleaner: warning: large judges its own answers, and judges like their own; name a third model");
    }

    @Test
    void shouldNotAskOnWhereTheServiceDoesNotKnowAModel() throws Exception {
        service.fail("base", 404);

        var call = evaluate("tuned,base", "--judge", "large");

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err())
                .endsWith("gleaner: The service at " + service.url()
                        + " answers 404 when it is asked for base; check its URL, the key and the name of the model\n");
    }

    @Test
    void shouldSayInASentenceWhatCannotBeUsed() throws Exception {
        assertThat(evaluate("tuned").err())
                .isEqualTo("gleaner: --models takes two different models, with a comma between them: A,B\n");
        assertThat(evaluate("base,base").exitCode()).isEqualTo(2);
        assertThat(evaluate("tuned,base", "--per-cluster", "0").err())
                .isEqualTo("gleaner: --items, --clusters and --per-cluster must be 1 or more\n");
        assertThat(evaluate("tuned,base", "--concurrency", "0").exitCode()).isEqualTo(2);
        assertThat(call("evaluate", "checklist").err())
                .contains("Missing required options", "--pairs", "--models", "--llm-url", "--out");
        assertThat(call(
                        "evaluate",
                        "checklist",
                        "--pairs",
                        "none.jsonl",
                        "--models",
                        "a,b",
                        "--llm-url",
                        "localhost:1",
                        "--out",
                        path("x")))
                .isEqualTo(
                        new Call(
                                2,
                                "",
                                "gleaner: The URL of the language models is no address of a service; give one like http://localhost:8000/v1\n"));
        Files.writeString(folder.resolve("pairs.jsonl"), "{\"pair_id\": \"p\", \"prompt\": \"hush\"}\n");
        assertThat(evaluate("tuned,base"))
                .isEqualTo(
                        new Call(
                                1,
                                "",
                                "gleaner: " + path("pairs.jsonl")
                                        + ":1: 'conversation_id' is missing; write the file with `gleaner pairs --format jsonl`\n"));
        assertThat(folder.resolve("report")).doesNotExist();
        assertThat(service.asked()).isZero();
    }

    @Test
    void shouldRefuseAFolderWithTheSetOfOtherPairs() throws Exception {
        evaluate("tuned,base", "--judge", "large");

        var call = evaluate("tuned,base", "--judge", "large", "--seed", "2");

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .contains("is the held-out set of other pairs or settings; choose another folder for --out");
    }

    @Test
    void shouldTellWhatIsSentWhere() throws Exception {
        var out = new StringWriter();
        Gleaner.commandLine(Map.of()).setOut(new PrintWriter(out, true)).execute("evaluate", "checklist", "--help");

        assertThat(out.toString())
                .contains("THE TEXTS ARE SENT to --llm-url", "OPENAI_API_KEY", "Example: gleaner evaluate");
    }

    private Call evaluate(String models, String... more) throws Exception {
        var args = new ArrayList<>(List.of(
                "evaluate",
                "checklist",
                "--pairs",
                path("pairs.jsonl"),
                "--models",
                models,
                "--llm-url",
                service.url(),
                "--out",
                path("report")));
        args.addAll(List.of(more));
        return call(args.toArray(String[]::new));
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
