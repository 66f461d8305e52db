package dev.gleaner.topology.generate;

import java.time.Duration;

/**
 * Notices that a partition has fallen silent: its stream time, which only records move, has stood still for so long by the wall clock.
 * Records that come out of order do not move it either; but where they come live, stream time is ahead of them by the clock skew at
 * most, and to take the wall clock for it changes nothing.
 */
final class Silence {

    private final long patience;
    private long streamTime;
    private long unmovedSince;

    /**
     * Begins to listen.
     *
     * @param patience how long stream time stands still before that is silence
     * @param wallClock now, in milliseconds
     */
    Silence(Duration patience, long wallClock) {
        this.patience = patience.toMillis();
        this.streamTime = Long.MIN_VALUE;
        this.unmovedSince = wallClock;
    }

    /**
     * Listens once more.
     *
     * @param now stream time, in milliseconds
     * @param wallClock the wall clock's, in milliseconds
     */
    boolean isThere(long now, long wallClock) {
        if (now != streamTime) {
            streamTime = now;
            unmovedSince = wallClock;
        }
        return wallClock - unmovedSince >= patience;
    }
}
