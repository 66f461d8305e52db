package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

    @Test
    void shouldKeepTheUsersWordsAndCountThePastedLines() {
        Prose prose = Prose.of(
                """
                still broken, I get this
                Traceback (most recent call last):
                  File "app.py", line 3, in <module>
                    total = sum(values);
                any idea?
                """);

        assertThat(prose.text()).isEqualTo("still broken, I get this\nany idea?\n");
        assertThat(prose.pastedLines()).isEqualTo(3);
        assertThat(prose.logLines()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutCodeBlocksAndGoOnAfterThem() {
        Prose prose = Prose.of("use this\n```\nint a = 1;\n```\nnot that");

        assertThat(prose.codeBlock()).isTrue();
        assertThat(prose.text()).contains("use this", "not that").doesNotContain("int a");
    }

    @Test
    void shouldKeepAFirstLineThatIsCode() {
        assertThat(Prose.of("x = f(y);").text()).contains("x = f(y);");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31 12:00:00 started",
                "[12:59:59] GET /",
                "at Main.run(Main.java:5)",
                "npm ERR! code 1",
                "see app.js:42 there"
            })
    void shouldKnowALogLine(String line) {
        assertThat(Prose.isLog(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I will do it at 12:30", "the ratio is 3:1", "nothing happens"})
    void shouldNotTakeProseForALog(String line) {
        assertThat(Prose.isLog(line)).isFalse();
    }
}
