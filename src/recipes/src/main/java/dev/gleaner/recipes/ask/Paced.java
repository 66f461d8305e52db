package dev.gleaner.recipes.ask;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Begins no more requests in a second than the service wants: evenly, not many at once. */
final class Paced<Q, R> implements Call<Q, R> {

    /** Whoever waits for a turn gets one. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final Call<Q, R> next;
    private final RateLimiter limiter;

    /**
     * @param next asks
     * @param perSecond how many requests may begin in a second; more than 0
     */
    Paced(Call<Q, R> next, double perSecond) {
        this.next = next;
        this.limiter = RateLimiter.of(
                "requests",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(
                                Duration.ofNanos(Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / perSecond))))
                        .timeoutDuration(AS_LONG_AS_IT_TAKES)
                        .build());
    }

    @Override
    public R ask(Q question) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(limiter.reservePermission());
        return next.ask(question);
    }
}
