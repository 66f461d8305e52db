package dev.gleaner.conversations;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps to a number of turns a second. What was late is not made up for by a burst longer than a tenth of a second. */
final class Pace {

    private static final long LONGEST_BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long intervalNanos;
    private long next = System.nanoTime();

    /**
     * Sets the pace.
     *
     * @param perSecond turns a second; 0 for as fast as it goes
     */
    Pace(double perSecond) {
        intervalNanos = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Waits for the next one's time. */
    void await() {
        next = Math.max(next + intervalNanos, System.nanoTime() - LONGEST_BURST_NANOS);
        for (var wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
            LockSupport.parkNanos(wait);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
