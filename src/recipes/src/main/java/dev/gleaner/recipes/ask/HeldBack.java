package dev.gleaner.recipes.ask;

import dev.gleaner.recipes.ask.AskListener.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Holds questions back while the service is away (a circuit breaker): they wait, and no attempt at them is used up. From time to time some
 * are let through; where the service answers these, all others follow.
 *
 * <p>Away is a service that fails nearly always. One that is busy (429), or does not take a question, is there.
 */
final class HeldBack<Q, R> implements Call<Q, R> {

    /** Per cent of the last requests that fail when a service is away; a service that fails at every third is there. */
    private static final float FAILING = 80;

    /** Requests that are looked at, at most and at least. */
    private static final int LAST = 50;

    private static final int LEAST = 20;

    /** Let through to see whether the service is back. */
    private static final int SCOUTS = 5;

    /** The first wait; each is twice as long as the one before, more or less. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    /** The breaker calls nobody back: those who wait ask it this often. */
    private static final long LOOK_MILLIS = 50;

    private final Call<Q, R> next;
    private final String model;
    private final AskListener listener;
    private final CircuitBreaker breaker;

    /**
     * @param next asks
     * @param model that is asked
     * @param listener is told of each question that has to wait
     * @param longestWait between two looks at a service that is away
     */
    HeldBack(Call<Q, R> next, String model, AskListener listener, Duration longestWait) {
        this.next = next;
        this.model = model;
        this.listener = listener;
        this.breaker = CircuitBreaker.of("service", config(longestWait));
    }

    private static CircuitBreakerConfig config(Duration longestWait) {
        Duration first = FIRST_WAIT.compareTo(longestWait) < 0 ? FIRST_WAIT : longestWait;
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(FAILING)
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(LAST)
                .minimumNumberOfCalls(LEAST)
                .permittedNumberOfCallsInHalfOpenState(SCOUTS)
                .waitIntervalFunctionInOpenState(
                        IntervalFunction.ofExponentialRandomBackoff(first, 2, 0.3, longestWait))
                .build();
    }

    @Override
    public R ask(Q question) throws InterruptedException {
        awaitPermission();
        long start = System.nanoTime();
        boolean isTold = false;
        try {
            R answer = next.ask(question);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            isTold = true;
            return answer;
        } catch (UnansweredException e) {
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            isTold = true;
            throw e;
        } catch (AttemptFailedException e) {
            if (e.outcome() != Outcome.BUSY) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                isTold = true;
            }
            throw e;
        } finally {
            if (!isTold) {
                breaker.releasePermission();
            }
        }
    }

    private void awaitPermission() throws InterruptedException {
        if (breaker.tryAcquirePermission()) {
            return;
        }
        listener.asked(model, Outcome.HELD_BACK, Tokens.NONE, Duration.ZERO);
        while (!breaker.tryAcquirePermission()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
