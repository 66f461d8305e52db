package dev.gleaner.training.teacher;

import static dev.gleaner.training.teacher.FakeService.GRATITUDE;
import static dev.gleaner.training.teacher.FakeService.content;
import static dev.gleaner.training.teacher.FakeService.refusal;
import static dev.gleaner.training.teacher.FakeService.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.LabelFileException;
import dev.gleaner.training.LabelFiles;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import dev.gleaner.training.TaughtExchange;
import dev.gleaner.training.TaughtFile;
import dev.gleaner.training.UnlabelledExchange;
import dev.gleaner.training.UnlabelledFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {

    @TempDir
    private Path folder;

    private Path file;
    private final List<String> heard = new ArrayList<>();
    private final FakeService service = new FakeService();
    private final Teacher teacher = service.teacher();

    @BeforeEach
    void nameFile() {
        file = folder.resolve("teacher-labels.jsonl");
    }

    @AfterEach
    void stop() {
        teacher.close();
        service.close();
    }

    @Test
    void shouldTeachWhatTheTeacherLabelledAndCountTheRest() throws IOException {
        service.answer(content(GRATITUDE), refusal(), content(GRATITUDE));

        Lesson lesson = lessons().take(unlabelled(3), 3, List.of());

        assertThat(lesson.taught()).hasSize(2).allSatisfy(taught -> {
            assertThat(taught.confidence()).isEqualTo(0.9);
            assertThat(taught.exchange().categories()).containsExactly(Category.GRATITUDE);
            assertThat(taught.exchange().group()).startsWith("c");
        });
        assertThat(lesson.asked()).isEqualTo(3);
        assertThat(lesson.labelled()).isEqualTo(2);
        assertThat(lesson.skipped()).isEqualTo(Map.of(SkipReason.REFUSED, 1));
        assertThat(lesson.tokens()).isEqualTo(3 * FakeService.TOKENS);
        assertThat(heard).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void shouldNotPayForALabelTwice() throws IOException {
        service.answer(content(GRATITUDE));
        Lesson first = lessons().take(unlabelled(3), 3, List.of());

        Lesson again = lessons().take(unlabelled(3), 3, List.of());

        assertThat(service.requests()).hasSize(3);
        assertThat(again.asked()).isZero();
        assertThat(again.known()).isEqualTo(3);
        assertThat(again.taught()).isEqualTo(first.taught());
    }

    @Test
    void shouldAskAboutNoMoreThanTheSampleAndAddToItLater() throws IOException {
        service.answer(content(GRATITUDE));
        Set<String> small = ids(lessons().take(unlabelled(20), 4, List.of()));

        Lesson large = lessons().take(unlabelled(20), 6, List.of());

        assertThat(small).hasSize(4);
        assertThat(large.asked()).isEqualTo(2);
        assertThat(ids(large)).hasSize(6).containsAll(small);
    }

    @Test
    void shouldNotAskAboutWhatIsLabelledByTheRubric() throws IOException {
        service.answer(content(GRATITUDE));
        LabelledExchange rubric =
                new LabelledExchange(unlabelled(2).get(0).text(), false, Set.of(), Origin.REAL, "elsewhere", "en");

        assertThat(ids(lessons().take(unlabelled(2), 2, List.of(rubric)))).containsExactly("x1");
    }

    @Test
    void shouldStopAskingATeacherThatHasGoneAway() throws IOException {
        service.answer(status(503).withHeader("Retry-After", "0"));

        Lesson lesson = lessons().take(unlabelled(9), 9, List.of());

        assertThat(lesson.asked()).isEqualTo(5);
        assertThat(lesson.unasked()).isEqualTo(4);
        assertThat(lesson.skipped()).isEqualTo(Map.of(SkipReason.FAILED, 5));
    }

    @Test
    void shouldWriteLabelsThatAPersonCanCheckAndTrainOn() throws IOException {
        service.answer(content(GRATITUDE));

        lessons().take(unlabelled(1), 1, List.of());

        assertThat(file)
                .hasContent(
                        "{\"id\":\"x0\",\"conversation_id\":\"c0\",\"prompt\":\"p0\",\"response\":\"r0\",\"followup\":\"f0\","
                                + "\"bound\":true,\"categories\":[\"GRATITUDE\"],\"confidence\":0.9,"
                                + "\"annotator\":\"judge-7/rubric-1\"}");
        assertThat(LabelFiles.read(List.of(file)).exchanges())
                .containsExactly(new LabelledExchange(
                        new ExchangeText("p0", "r0", "f0"),
                        true,
                        Set.of(Category.GRATITUDE),
                        Origin.REAL,
                        "c0",
                        "unknown"));
    }

    @Test
    void shouldNameTheLineOfALabelThatCannotBeUsed() throws IOException {
        Files.writeString(
                file,
                """
                {"id": "x", "prompt": "p", "response": "r", "followup": "f", "bound": true, "categories": [], "confidence": 2}
                """);

        assertThatThrownBy(() -> lessons().take(unlabelled(1), 1, List.of()))
                .isInstanceOf(LabelFileException.class)
                .hasMessage(file + ":1: 'confidence' must be a number from 0 to 1");
    }

    @Test
    void shouldNameAnExchangeByItsTextsWhereItHasNoId() throws IOException {
        Path lines = Files.writeString(
                folder.resolve("unlabelled.jsonl"),
                """
                {"prompt": "p", "response": "r", "followup": "f", "source": "forum"}
                {"prompt": "p", "response": "r", "followup": "f", "source": "forum"}
                {"prompt": "pr", "response": "", "followup": "f", "source": "forum"}
                """);

        List<UnlabelledExchange> read = UnlabelledFiles.read(List.of(lines));

        assertThat(read.get(0)).isEqualTo(read.get(1));
        assertThat(read.get(2).id()).isNotEqualTo(read.get(0).id());
        assertThat(UnlabelledFiles.read(List.of(lines))).isEqualTo(read);
    }

    private Lessons lessons() {
        return new Lessons(teacher, new TaughtFile(file), 1, (done, of) -> heard.add(done + "/" + of));
    }

    private List<UnlabelledExchange> unlabelled(int count) throws IOException {
        String lines = IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"id\": \"x%d\", \"conversation_id\": \"c%d\", \"prompt\": \"p%d\", \"response\": \"r%d\", \"followup\": \"f%d\"}"
                                .formatted(i, i, i, i, i))
                .collect(Collectors.joining("\n"));
        return UnlabelledFiles.read(List.of(Files.writeString(folder.resolve("unlabelled.jsonl"), lines)));
    }

    private static Set<String> ids(Lesson lesson) {
        return lesson.taught().stream().map(TaughtExchange::id).collect(Collectors.toSet());
    }
}
