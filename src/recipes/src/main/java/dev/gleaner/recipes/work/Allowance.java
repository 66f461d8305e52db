package dev.gleaner.recipes.work;

import java.time.Duration;
import java.util.Optional;

/** Whether models may be asked now. Safe for use by many threads. */
@FunctionalInterface
public interface Allowance {

    /** Always. */
    Allowance UNBOUNDED = Optional::empty;

    /** How long they may not be asked from now on; empty where they may. */
    Optional<Duration> closedFor();
}
