package dev.gleaner.training.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairFilesTest {

    private static final String PAIR =
            """
            {"pair_id": "%s", "method": "EXPERT", "conversation_id": "c1", "prompt": [{"role": "SYSTEM", "content": "Be kind."},
             {"role": "USER", "content": "Name a tree."}], "chosen": {"content": "Oak."}, "rejected": {"content": "A tree."},
             "preferences": %s}
            """
                    .replace("\n ", " ");

    @TempDir
    private Path folder;

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("pairs.jsonl"), content);
    }

    private PairFiles.Pairs read(String content) throws Exception {
        return PairFiles.read(List.of(file(content)));
    }

    private static String pair(String id, String preferences) {
        return PAIR.formatted(id, preferences);
    }

    @Test
    void shouldKeepThePromptAndThePreferencesOfPairsThatHaveSome() throws Exception {
        PairFiles.Pairs pairs =
                read(pair("p2", "[\" Be brief \", \"  \"]") + "\n" + pair("p1", "[]") + pair("p3", "[\" \"]"));

        assertThat(pairs.pairs()).isEqualTo(3);
        assertThat(pairs.items())
                .containsExactly(new ChecklistItem(
                        "p2",
                        "c1",
                        List.of(new Message(Role.SYSTEM, "Be kind."), new Message(Role.USER, "Name a tree.")),
                        List.of("Be brief")));
    }

    @Test
    void shouldCountTheLastLineOfAPairAndNoneThatIsWithdrawn() throws Exception {
        PairFiles.Pairs pairs = read(pair("p1", "[\"old\"]")
                + pair("p2", "[\"gone\"]")
                + pair("p1", "[\"new\"]")
                + "{\"pair_id\": \"p2\", \"withdrawn\": true}\n");

        assertThat(pairs.pairs()).isEqualTo(1);
        assertThat(pairs.items()).extracting(ChecklistItem::checklist).containsExactly(List.of("new"));
    }

    @Test
    void shouldSayWhereNoPairHasPreferences() throws Exception {
        Path file = file(pair("p1", "[]"));

        assertThatThrownBy(() -> PairFiles.read(List.of(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("None of the 1 pairs in " + file
                        + " has stated preferences; pairs of the methods EXPERT and ON_POLICY have them");
        assertThatThrownBy(() -> PairFiles.read(List.of(folder.resolve("none"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no file " + folder.resolve("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            hush                                                             | not a JSON object; write one object a line
            ["hush"]                                                         | not a JSON object; write one object a line
            {"prompt": [{"role": "user", "content": "hush"}], "pair_id": "p"} | 'conversation_id' is missing; write the file with `gleaner pairs --format jsonl`
            {"pair_id": 7}                                                   | 'pair_id' must be a string
            {"pair_id": "p", "conversation_id": "c", "prompt": []}           | 'prompt' is empty; a pair without a prompt cannot be asked
            {"pair_id": "p", "conversation_id": "c", "prompt": "hush"}       | 'prompt' must be a list
            {"pair_id": "p", "conversation_id": "c", "prompt": ["hush"]}     | 'prompt[0].role' is missing; write the file with `gleaner pairs --format jsonl`
            {"pair_id": "p", "conversation_id": "c", "prompt": [{"role": "user", "content": "hush"}]} | 'prompt[0].role' must be one of [SYSTEM, USER, ASSISTANT, TOOL]
            {"pair_id": "p", "conversation_id": "c", "prompt": [{"role": "USER", "content": "hush"}], "preferences": [7]} | 'preferences' must be a list of strings
            """)
    void shouldNameFileLineAndFieldButNeverQuoteTheLine(String line, String what) throws Exception {
        Path file = file("\n" + line + "\n");

        assertThatThrownBy(() -> PairFiles.read(List.of(file)))
                .isInstanceOf(PairFileException.class)
                .hasMessage(file + ":2: " + what)
                .hasNoCause();
    }

    @Test
    void shouldNameTheLineFromWhichAFileIsNoUtf8() throws Exception {
        Path file = Files.write(folder.resolve("latin.jsonl"), "{\"x\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> PairFiles.read(List.of(file)))
                .hasMessage(file + ":1: not in UTF-8 from about this line on; convert the file");
    }
}
