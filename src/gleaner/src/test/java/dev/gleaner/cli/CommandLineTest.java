package dev.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    /** What a call gave. */
    private record Call(int exitCode, String out, String err) {}

    static Stream<String> commands() {
        return Gleaner.commandLine(Map.of()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHelpWithAnExample(String command) {
        var call = call(command, "--help");

        assertThat(call.exitCode()).isZero();
        assertThat(call.out()).contains("Example", "gleaner " + command).contains("--stacktrace");
    }

    @Test
    void shouldNameACommandOrOptionThatThereIsNot() {
        assertThat(call("harvst")).satisfies(call -> {
            assertThat(call.exitCode()).isEqualTo(2);
            assertThat(call.err()).contains("'harvst'").endsWith("See: gleaner --help\n");
        });
        assertThat(call("dev", "--bogus"))
                .isEqualTo(new Call(2, "", "gleaner: Unknown option: '--bogus'\nSee: gleaner dev --help\n"));
    }

    @Test
    void shouldNameAFileThatThereIsNot() {
        assertThat(call("dev", "--input", "none.jsonl"))
                .isEqualTo(new Call(2, "", "gleaner: There is no file none.jsonl\n"));
        assertThat(call("classify", "none.jsonl")).isEqualTo(new Call(2, "", "gleaner: There is no file none.jsonl\n"));
        assertThat(call("run", "--config", "none.yaml"))
                .isEqualTo(new Call(2, "", "gleaner: none.yaml: there is no such file\n"));
    }

    @Test
    void shouldNameAnAddressWhereNobodyAnswers(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("chats.jsonl"), "");

        var call = call("replay", "--bootstrap-servers", "127.0.0.1:1", file.toString());

        assertThat(call).isEqualTo(new Call(1, "", "gleaner: No Kafka broker answers at 127.0.0.1:1 within 10 s\n"));
    }

    @Test
    void shouldNameAnAddressThatIsNone() {
        var call = call("pairs", "--bootstrap-servers", "broker", "--registry-url", "http://127.0.0.1:1");

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .startsWith("gleaner: Kafka at broker cannot be reached: ")
                .hasLineCount(1);
    }

    @Test
    void shouldNameFileAndLineOfABadExchange(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("exchanges.jsonl"), "\n{\"id\": 1, \"prompt\": \"hush\"}\n");

        assertThat(call("classify", file.toString()))
                .isEqualTo(new Call(1, "", "gleaner: " + file + ":2: response is missing\n"));
    }

    @Test
    void shouldShowAStackTraceOnlyWhereAsked() {
        assertThat(call("classify", "none", "--stacktrace").err()).contains("\tat dev.gleaner.");
        var asked = new StringWriter();
        Gleaner.commandLine(Map.of("GLEANER_STACKTRACE", "1"))
                .setErr(new PrintWriter(asked, true))
                .execute("classify", "none");
        assertThat(asked.toString()).contains("\tat dev.gleaner.");
    }

    @Test
    void shouldRefuseOptionsThatDoNotGoTogether() {
        assertThat(call("dev", "--pairs", "out.jsonl").err())
                .startsWith("gleaner: --pairs and --feedback go with --until-idle\n");
        assertThat(call("topics", "--diff", "--create").exitCode()).isEqualTo(2);
    }

    private static Call call(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = Gleaner.commandLine(Map.of())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        return new Call(exitCode, out.toString(), err.toString());
    }
}
