package dev.gleaner.recipes.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    private final BackOff backOff = new BackOff(new Random(1), Duration.ofSeconds(8));

    @ParameterizedTest
    @CsvSource({"0, 0", "30, 30", "3600, 120"})
    void shouldWaitAsLongAsAskedUpToALimit(String retryAfter, int seconds) {
        assertThat(backOff.pause(0, Optional.of(retryAfter))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 250, 500", "1, 500, 1000", "4, 4000, 8000", "99, 4000, 8000"})
    void shouldWaitLongerEachTimeAndNeverTheSame(int attempt, long least, long most) {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> backOff.pause(attempt, Optional.empty()).toMillis())
                        .toList())
                .allSatisfy(pause -> assertThat(pause).isBetween(least, most))
                .satisfies(pauses -> assertThat(pauses.stream().distinct()).hasSizeGreaterThan(10));
    }

    @Test
    void shouldPassOverWhatIsNoNumberOfSeconds() {
        assertThat(backOff.pause(0, Optional.of("Fri, 31 Dec 1999 23:59:59 GMT")))
                .isLessThan(Duration.ofSeconds(1));
    }
}
