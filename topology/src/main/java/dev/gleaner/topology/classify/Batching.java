package dev.gleaner.topology.classify;

import java.time.Duration;

/**
 * How exchanges are gathered so that the model reads several at once, which a GPU needs to be worth its while.
 *
 * @param size most exchanges in a batch; 1 for none to wait
 * @param longestWait longest time, by the wall clock, that an exchange waits for others; at least a millisecond
 */
public record Batching(int size, Duration longestWait) {

    /** Each exchange is classified as it comes. */
    public static final Batching NONE = new Batching(1, Duration.ofMillis(20));

    /** Checks the bounds. */
    public Batching {
        if (size < 1) {
            throw new IllegalArgumentException("A batch holds 1 exchange or more, not " + size);
        }
        if (longestWait.toMillis() < 1) {
            throw new IllegalArgumentException("An exchange waits for others 1 ms or longer, not " + longestWait);
        }
    }

    /** Whether exchanges wait for one another. */
    public boolean gathers() {
        return size > 1;
    }
}
