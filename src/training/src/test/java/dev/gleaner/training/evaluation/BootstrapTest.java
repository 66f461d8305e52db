package dev.gleaner.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    @Test
    void shouldDrawGroupsWhole() {
        List<String> groups = List.of("a", "b", "a", "b", "b");

        List<int[]> draws = Bootstrap.byGroup(groups, 1).draws(picks -> picks);

        assertThat(draws).hasSize(1_000).allSatisfy(picks -> {
            assertThat(count(picks, 0)).isEqualTo(count(picks, 2));
            assertThat(count(picks, 1)).isEqualTo(count(picks, 3)).isEqualTo(count(picks, 4));
            assertThat(count(picks, 0) + count(picks, 1)).isEqualTo(2);
        });
    }

    @Test
    void shouldGiveTheSameForTheSameSeed() {
        assertThat(shares(Bootstrap.byGroup(singles(50), 3), 1))
                .isEqualTo(shares(Bootstrap.byGroup(singles(50), 3), 1));
        assertThat(shares(Bootstrap.byGroup(singles(50), 3), 1))
                .isNotEqualTo(shares(Bootstrap.byGroup(singles(50), 4), 1));
    }

    /** 100 tosses of a fair coin: the textbook says 0.5 ± 1.96 · 0.05. */
    @Test
    void shouldGiveTheTextbooksIntervalOfAShare() {
        Estimate estimate = Estimate.of(0.5, shares(Bootstrap.byGroup(singles(100), 1), 1), Double::doubleValue);

        assertThat(estimate.low()).isCloseTo(0.402, within(0.015));
        assertThat(estimate.high()).isCloseTo(0.598, within(0.015));
    }

    @Test
    void shouldGiveAWiderIntervalWhereExchangesOfAGroupAreAlike() {
        List<String> tens = IntStream.range(0, 100).mapToObj(i -> "" + i / 10).toList();

        Estimate alone = Estimate.of(0.5, shares(Bootstrap.byGroup(singles(100), 1), 10), Double::doubleValue);
        Estimate grouped = Estimate.of(0.5, shares(Bootstrap.byGroup(tens, 1), 10), Double::doubleValue);

        assertThat(grouped.high() - grouped.low()).isGreaterThan(2 * (alone.high() - alone.low()));
    }

    @Test
    void shouldDrawExchangesWhereThereIsOneGroupAndNothingWhereThereIsOneExchange() {
        assertThat(Bootstrap.byGroup(Collections.nCopies(5, "a"), 1).draws(picks -> picks))
                .anySatisfy(picks -> assertThat(count(picks, 0)).isNotEqualTo(count(picks, 1)));
        assertThat(Bootstrap.byGroup(List.of("a"), 1).draws(picks -> picks)).isEmpty();
    }

    /** Of each resample the share that is true, where exchanges are true and false by turns, in runs of {@code alike}. */
    private static List<Double> shares(Bootstrap bootstrap, int alike) {
        return bootstrap.draws(
                picks -> Arrays.stream(picks).filter(i -> i / alike % 2 == 0).count() / (double) picks.length);
    }

    private static List<String> singles(int exchanges) {
        return IntStream.range(0, exchanges).mapToObj(String::valueOf).toList();
    }

    private static long count(int[] picks, int exchange) {
        return Arrays.stream(picks).filter(pick -> pick == exchange).count();
    }
}
