package dev.gleaner.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void shouldFillInWhatAFileMayLeaveOut() {
        var conversation = reader(
                        """
                        {"conversation_id": "c", "subject_id": "s", "tenant": "t", "language": "de", "turns": [
                          {"role": "User", "content": "Hallo", "created_at": "2026-01-31T09:00:00+01:00"},
                          {"role": "ASSISTANT", "content": "", "model": "m", "turn_id": "a", "parent_turn_id": "0"},
                          {"role": "user", "content": "Danke", "ts": 1000}]}
                        """
                                .replace("\n", " "))
                .next()
                .orElseThrow();

        assertThat(conversation.id()).isEqualTo("c");
        assertThat(conversation.turns())
                .extracting(ConversationTurn::getTurnId, ConversationTurn::getRole, ConversationTurn::getCreatedAt)
                .containsExactly(
                        tuple("0", Role.USER, Instant.parse("2026-01-31T08:00:00Z")),
                        tuple("a", Role.ASSISTANT, Instant.parse("2026-01-31T08:00:00Z")),
                        tuple("2", Role.USER, Instant.ofEpochMilli(1000)));
        assertThat(conversation.turns()).allSatisfy(turn -> {
            assertThat(turn.getSubjectId()).contains("s");
            assertThat(turn.getTenant()).contains("t");
            assertThat(turn.getLanguage()).contains("de");
            assertThat(turn.getTrainable()).isTrue();
        });
        assertThat(conversation.turns().get(1).getModel()).contains("m");
        assertThat(conversation.turns().get(1).getParentTurnId()).contains("0");
    }

    @Test
    void shouldTakeTheTimeOfReadingWhereThereIsNone() {
        var conversation = reader("{\"conversation_id\":\"c\",\"turns\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                .next()
                .orElseThrow();

        assertThat(conversation.turns().get(0).getCreatedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldPassOverEmptyLinesAndEnd() {
        var reader = reader("\n{\"conversation_id\":\"c\",\"turns\":[{\"role\":\"user\",\"content\":\"x\"}]}\n  \n");

        assertThat(reader.next()).isPresent();
        assertThat(reader.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    hush                                                                       | not a JSON object from column
                    ["hush"]                                                                   | not a JSON object
                    {"conversation_id":"c"} {"hush":1}                                         | not a JSON object
                    {"turns":[{"role":"user","content":"hush"}]}                               | conversation_id is missing
                    {"conversation_id":7,"turns":[]}                                           | conversation_id must be a string
                    {"conversation_id":"c","turns":[]}                                         | turns must be an array of at least one turn
                    {"conversation_id":"c","turns":["hush"]}                                   | turns[0] must be an object
                    {"conversation_id":"c","turns":[{"role":"hush","content":"x"}]}            | turns[0].role must be one of SYSTEM, USER, ASSISTANT, TOOL
                    {"conversation_id":"c","turns":[{"role":"user"}]}                          | turns[0].content is missing
                    {"conversation_id":"c","turns":[{"role":"user","content":"x","ts":"hush"}]} | turns[0].ts must be milliseconds since 1970 or ISO-8601 with a zone
                    {"conversation_id":"c","turns":[{"role":"user","content":"x"},{"role":"user","content":"x","turn_id":"0"}]} | turns[1].turn_id is that of an earlier turn
                    """)
    void shouldNameFileLineAndFieldButNoText(String line, String what) {
        var good = "{\"conversation_id\":\"c\",\"turns\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        var reader = reader(good + "\n" + line);
        reader.next();

        assertThatExceptionOfType(ConversationFileException.class)
                .isThrownBy(reader::next)
                .withMessageStartingWith("chats.jsonl:2: " + what)
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("hush"));
    }

    @Test
    void shouldSayThatAFileIsNotInUtf8() {
        var latin1 = new ByteArrayInputStream("{\"x\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        var reader = new ConversationReader(new JsonLines("chats.jsonl", latin1), Clock.systemUTC());

        assertThatExceptionOfType(ConversationFileException.class)
                .isThrownBy(reader::next)
                .withMessageContaining("not in UTF-8");
    }

    @Test
    void shouldSayThatThereIsNoFile(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConversationReader.open(folder.resolve("none").toString()))
                .withMessageStartingWith("There is no file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConversationReader.open(folder.toString()))
                .withMessageEndingWith("is a folder");
    }

    private static ConversationReader reader(String lines) {
        return new ConversationReader(
                new JsonLines("chats.jsonl", new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
