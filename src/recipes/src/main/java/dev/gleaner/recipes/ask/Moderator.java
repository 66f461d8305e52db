package dev.gleaner.recipes.ask;

import java.util.List;
import java.util.Optional;

/** Says whether texts may be kept. Safe for use by many threads. */
@FunctionalInterface
public interface Moderator {

    /** What provenance and meters call the moderation of a service. */
    String NAME = "moderation";

    /**
     * Whether one of these texts is harmful.
     *
     * @return empty where the service has no moderation
     * @throws UnansweredException if the service does not take these texts, or failed at them as often as it may
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Optional<Boolean> flags(List<String> texts) throws InterruptedException;
}
