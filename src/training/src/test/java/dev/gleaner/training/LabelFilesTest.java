package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.LabelledExchange.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFilesTest {

    private static final String EXCHANGE =
            """
            {"source": "forum", "language": "de", "prompt": "p", "response": "r", "followup": "danke, aber falsch", \
            "bound": true, "categories": ["GRATITUDE", "FE"]}
            """;

    private static final String CONVERSATION =
            """
            {"conversation_id": "c7", "turns": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "r"}, \
            {"role": "user", "content": "great"}], "labels": [{"turn": 2, "sat": ["PR"], "dsat": [], "bind": true}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTellBothFormsByTheirFieldsEvenInOneFile() throws IOException {
        List<LabelledExchange> exchanges = read(EXCHANGE + "\n" + CONVERSATION).exchanges();

        assertThat(exchanges)
                .containsExactly(
                        new LabelledExchange(
                                new ExchangeText("p", "r", "danke, aber falsch"),
                                true,
                                Set.of(Category.GRATITUDE, Category.FACTUAL_ERROR),
                                Origin.REAL,
                                "forum",
                                "de"),
                        new LabelledExchange(
                                new ExchangeText("p", "r", "great"),
                                true,
                                Set.of(Category.PRAISE),
                                Origin.WRITTEN,
                                "c7",
                                "unknown"));
        assertThat(exchanges)
                .extracting(LabelledExchange::polarity)
                .containsExactly(Polarity.MIXED, Polarity.SATISFIED);
    }

    @Test
    void shouldGroupByConversationWhereThereIsNoSourceAndElseByLine() throws IOException {
        Labels labels = read(EXCHANGE.replace("source", "conversation_id")
                + EXCHANGE.replace("source", "whence")
                + EXCHANGE.replace("source", "whence"));

        assertThat(labels.ungrouped()).isEqualTo(2);
        assertThat(labels.exchanges())
                .extracting(LabelledExchange::group)
                .startsWith("forum")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"response\": \"r\", ` | `` | 'response' is missing; every label needs it",
                "`\"bound\": true` | `\"bound\": \"yes\"` | 'bound' must be true or false",
                "`\"FE\"` | `\"BAD\"` | 'categories' holds an unknown category; known are [GRATITUDE",
                "`\"followup\"` | `\"reply\"` | neither a labelled exchange nor a labelled conversation; give it the fields 'followup'",
                "`\"prompt\": \"p\"` | `\"prompt\": 3` | 'prompt' must be a string",
                "`\"prompt\": \"p\"` | `\"satisfied\": false` | 'satisfied' is false but 'categories' says otherwise; correct one of them",
                "`[` | `[[` | not a JSON object; write one object a line",
            })
    void shouldNameFileLineAndFieldOfAnExchangeAndWhatToDo(String good, String bad, String message) {
        assertFault(EXCHANGE, good, bad, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"turn\": 2` | `\"turn\": 3` | 'labels[0].turn' must be the index of a user turn after a response: 1 to 2",
                "`\"sat\": [\"PR\"], ` | `` | 'labels[0].sat' is missing; every label needs it",
                "`\"content\": \"great\"` | `\"text\": \"great\"` | 'turns[2].content' is missing",
                "`\"labels\": [{\"turn\"` | `\"labels\": {}, \"was\": [{\"turn\"` | 'labels' must be a list",
            })
    void shouldNameFileLineAndFieldOfAConversationAndWhatToDo(String good, String bad, String message) {
        assertFault(CONVERSATION, good, bad, message);
    }

    private void assertFault(String line, String good, String bad, String message) {
        assertThat(line).contains(good);
        assertThatThrownBy(() -> read("\n" + line.replace(good, bad)))
                .isInstanceOf(LabelFileException.class)
                .hasMessageStartingWith(folder.resolve("labels.jsonl") + ":2: " + message)
                .hasMessageNotContaining("danke");
    }

    @Test
    void shouldRefuseAFileWithoutLabels() {
        assertThatThrownBy(() -> read("\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("File " + folder.resolve("labels.jsonl") + " holds no labelled exchange");
        assertThatThrownBy(() -> LabelFiles.read(List.of(Path.of("none.jsonl"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no file none.jsonl");
    }

    @Test
    void shouldNameTheFileThatIsNotInUtf8() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.jsonl"), "{\"followup\": \"schön\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> LabelFiles.read(List.of(file)))
                .hasMessage(file + ":1: not in UTF-8 from about this line on; convert the file");
    }

    private Labels read(String lines) throws IOException {
        return LabelFiles.read(List.of(Files.writeString(folder.resolve("labels.jsonl"), lines)));
    }
}
