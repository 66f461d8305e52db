package dev.gleaner.topology.generate;

import java.time.Duration;
import java.util.Set;

/**
 * When a language model is asked for a better answer.
 *
 * @param requests whether it is asked at all: requests hold the users' text
 * @param waitForRevision record time that a complaint waits for a better answer in its own conversation; at least a millisecond
 * @param tenantsOff tenants for whose conversations nothing is asked
 */
public record GenerationRules(boolean requests, Duration waitForRevision, Set<String> tenantsOff) {

    /** Nothing is asked; where it is, after 10 minutes, for every tenant. */
    public static final GenerationRules DEFAULT = new GenerationRules(false, Duration.ofMinutes(10), Set.of());

    /** Checks the bounds. */
    public GenerationRules {
        if (waitForRevision.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "generation.wait-for-revision must be 1ms or longer, not " + waitForRevision);
        }
        tenantsOff = Set.copyOf(tenantsOff);
    }
}
