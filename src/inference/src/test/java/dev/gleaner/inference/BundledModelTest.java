package dev.gleaner.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledModelTest {

    private static final FeedbackModel MODEL = FeedbackModel.bundled();

    private static final String RESPONSE =
            "I've updated the function so that it skips empty lines. It should work now.";

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Perfect, that works, thank you!                             | SATISFIED
            Danke, jetzt klappt es!                                     | SATISFIED
            It still doesn't work.                                      | DISSATISFIED
            No, that's wrong. I asked for blank lines, not empty files. | DISSATISFIED
            """)
    void shouldReadPlainFeedback(String followUp, Polarity polarity) {
        assertThat(classify(followUp).polarity()).isEqualTo(polarity);
    }

    @Test
    void shouldReadNoFeedbackInANewTask() {
        assertThat(classify("Now write a test for the parser class.").polarity())
                .isEqualTo(Polarity.NONE);
    }

    @Test
    void shouldSignWithNameAndVersion() {
        assertThat(MODEL.labeller().getKind()).isEqualTo(LabellerKind.CLASSIFIER);
        assertThat(MODEL.labeller().getName()).isEqualTo("gleaner-feedback-linear");
        assertThat(MODEL.labeller().getVersion()).isNotBlank();
    }

    @Test
    void shouldGiveEveryCategoryAProbability() {
        assertThat(classify("thanks").categories())
                .hasSize(18)
                .allSatisfy((category, probability) -> assertThat(probability).isBetween(0.0, 1.0));
        assertThat(classify("thanks").categories().get(Category.GRATITUDE)).isGreaterThan(0.5);
    }

    @Test
    void shouldGiveNothingForNothing() {
        assertThat(MODEL.classify(List.of())).isEmpty();
    }

    @Test
    void shouldTakeEmptyAndHugeTexts() {
        String huge = "why is this line here again? ".repeat(50_000);

        assertThat(MODEL.classify(List.of(new ExchangeText("", "", ""), new ExchangeText(huge, huge, huge))))
                .hasSize(2);
    }

    @Test
    void shouldAnswerManyThreadsAsItAnswersOne() throws ExecutionException, InterruptedException {
        List<ExchangeText> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batch.add(new ExchangeText("p " + i, RESPONSE, "thanks ".repeat(i) + "but line " + i + " is wrong"));
        }
        List<Assessment> expected = MODEL.classify(batch);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Assessment>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> MODEL.classify(batch)));
            }
            for (Future<List<Assessment>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldBeSmallEnoughToShip() {
        assertThat(ModelDirectory.bundled().model().length).isLessThan(4_000_000);
    }

    private static Assessment classify(String followUp) {
        return MODEL.classify(Collections.singletonList(
                        new ExchangeText("My parser stops at empty lines.", RESPONSE, followUp)))
                .get(0);
    }
}
