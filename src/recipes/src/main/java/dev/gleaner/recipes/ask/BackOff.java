package dev.gleaner.recipes.ask;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a question is asked again: as long as the service asks for, else twice as long each time, less a random part so
 * that many who wait do not come back at once. OpenAI's client waits eight seconds at most, and limits are often by the minute.
 */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(500);

    /** A service that asks for more is asked again all the same. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(2);

    private final RandomGenerator random;
    private final Duration longest;

    /**
     * @param random draws the random part; safe for use by many threads
     * @param longest pause where the service asks for none
     */
    BackOff(RandomGenerator random, Duration longest) {
        this.random = random;
        this.longest = longest;
    }

    /**
     * The pause.
     *
     * @param attempt how often the question was asked again so far
     * @param retryAfter the header of the response, if it has one; one that is no number of seconds is passed over
     */
    Duration pause(int attempt, Optional<String> retryAfter) {
        return retryAfter
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> shorter(Duration.ofSeconds(Long.parseLong(seconds)), LONGEST_ASKED))
                .orElseGet(() -> growing(attempt));
    }

    private Duration growing(int attempt) {
        Duration most = shorter(FIRST.multipliedBy(1L << Math.min(attempt, 10)), longest);
        return Duration.ofMillis(random.nextLong(most.toMillis() / 2, most.toMillis() + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
