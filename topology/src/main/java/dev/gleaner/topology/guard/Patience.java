package dev.gleaner.topology.guard;

import dev.gleaner.schema.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits on the stream thread while the registry is away. Schemas that were seen before need no registry, so only a new one
 * waits; going on without it would lose the record or its place in the conversation.
 *
 * <p>Gives up after a while that is shorter than the shutdown of the service and than {@code max.poll.interval.ms}: the thread
 * then fails, is replaced, and reads the same record again.
 */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Patience() {}

    static <T> T whileRegistryIsAway(Supplier<T> read) {
        var giveUpAt = System.nanoTime() + LIMIT.toNanos();
        for (var attempt = 1; ; attempt++) {
            try {
                return read.get();
            } catch (RegistryUnavailableException e) {
                if (System.nanoTime() > giveUpAt) {
                    throw e;
                }
                if (attempt == 1) {
                    log.warn("Waiting for the schema registry: {}", e.getMessage());
                }
                pause(e);
            }
        }
    }

    private static void pause(RegistryUnavailableException cause) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
