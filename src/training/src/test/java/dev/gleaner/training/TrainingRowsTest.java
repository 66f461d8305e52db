package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {

    private static final List<LabelledExchange> RUBRIC = SmallLabels.exchanges();
    private static final int[] FOLD = Folds.assign(RUBRIC, 5, 1);

    /** One of every group of the rubric, then one of a group that the rubric does not know. */
    private final List<WeightedExchange> more = IntStream.rangeClosed(0, 10)
            .mapToObj(i -> SmallLabels.more(i < 10 ? RUBRIC.get(6 * i).group() : "elsewhere", 0.5))
            .toList();

    private final TrainingRows rows = TrainingRows.of(RUBRIC, more, FOLD);

    @Test
    void shouldHoldOutWithAGroupWhatElseIsOfIt() {
        for (int held = 0; held < 5; held++) {
            List<String> heldGroups = IntStream.of(rows.of(held))
                    .mapToObj(row -> RUBRIC.get(row).group())
                    .distinct()
                    .toList();

            assertThat(heldGroups).hasSize(2);
            assertThat(IntStream.of(rows.without(held))
                            .mapToObj(row -> rows.exchanges().get(row).group()))
                    .contains("elsewhere")
                    .doesNotContainAnyElementsOf(heldGroups)
                    .hasSize(8 * 6 + 8 + 1);
        }
    }

    @Test
    void shouldScoreOnlyWhatTheRubricLabelled() {
        assertThat(IntStream.range(0, rows.folds()).flatMap(held -> IntStream.of(rows.of(held))))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RUBRIC.size()).boxed().toList());
    }

    @Test
    void shouldWeighTheRestAsItSays() {
        assertThat(rows.weights()).startsWith(1, 1).endsWith(0.5, 0.5).hasSize(RUBRIC.size() + 11);
    }
}
