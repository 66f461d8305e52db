package dev.gleaner.bench.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How a made-up model behaves.
 *
 * @param faults the share of requests that meet a fault, 0 to 1
 * @param kinds the faults there are, each as likely as the others
 * @param latency of an answer
 * @param seed of what happens to which request
 */
public record Script(double faults, List<Fault> kinds, Duration latency, long seed) {

    /** Checks that it can be played. */
    public Script {
        if (!(faults >= 0 && faults <= 1)) {
            throw new IllegalArgumentException("The share of faults must be from 0 to 1, not " + faults);
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("The latency must not be negative");
        }
        kinds = List.copyOf(kinds);
    }

    /** All faults, in some share of requests. */
    public static Script of(double faults, Duration latency, long seed) {
        return new Script(faults, List.of(Fault.values()), latency, seed);
    }

    /** What happens to a request; the same each time for the same number. */
    Optional<Fault> faultOf(long request) {
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + request);
        return random.nextDouble() < faults ? Optional.of(kinds.get(random.nextInt(kinds.size()))) : Optional.empty();
    }
}
