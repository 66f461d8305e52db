package dev.gleaner.recipes.ask;

import java.time.Duration;

/**
 * How a model is asked, so that its service can bear it.
 *
 * @param concurrency requests to one model that may be under way at once
 * @param perSecond requests to one model that may be begun in a second; 0 for as many as there are
 * @param attempts failures at one question after which it is given up. Failures of a service that is away are not counted, if
 *     {@code awaiting}; nor is being told that it is busy, for the time of {@code longestBusy}
 * @param longestPause between two attempts at a question, and between two looks at a service that is away; a service may ask for more
 * @param longestBusy how long a question may be told that the service is busy before that counts as failure
 * @param awaiting whether a question waits for a service that is away, for however long; else each attempt counts
 */
public record Manners(
        int concurrency,
        double perSecond,
        int attempts,
        Duration longestPause,
        Duration longestBusy,
        boolean awaiting) {

    /** For work that can wait: eight requests at once, five attempts, half a minute between them, an hour of being busy. */
    public static final Manners STANDARD = new Manners(8, 0, 5, Duration.ofSeconds(30), Duration.ofHours(1), true);

    /** Refuses what cannot be kept. */
    public Manners {
        if (concurrency < 1 || attempts < 1) {
            throw new IllegalArgumentException("Concurrency and attempts must be 1 at least");
        }
        if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("Requests per second must be 0 (no limit) or more");
        }
        if (longestPause.toMillis() < 1 || longestBusy.isNegative()) {
            throw new IllegalArgumentException(
                    "The longest pause must be 1 ms at least, and the longest time of being busy not negative");
        }
    }

    /** The same, with that many requests at once. */
    public Manners withConcurrency(int requests) {
        return new Manners(requests, perSecond, attempts, longestPause, longestBusy, awaiting);
    }

    /** The same, with that many requests per second. */
    public Manners withPerSecond(double requests) {
        return new Manners(concurrency, requests, attempts, longestPause, longestBusy, awaiting);
    }

    /** The same, with that many attempts. */
    public Manners withAttempts(int times) {
        return new Manners(concurrency, perSecond, times, longestPause, longestBusy, awaiting);
    }

    /** The same, with pauses no longer than that. */
    public Manners withLongestPause(Duration pause) {
        return new Manners(concurrency, perSecond, attempts, pause, longestBusy, awaiting);
    }

    /** The same, busy for no longer than that. */
    public Manners withLongestBusy(Duration time) {
        return new Manners(concurrency, perSecond, attempts, longestPause, time, awaiting);
    }

    /** The same, for somebody who would rather have no answer than wait for a service that is away. */
    public Manners notAwaiting() {
        return new Manners(concurrency, perSecond, attempts, longestPause, longestBusy, false);
    }
}
