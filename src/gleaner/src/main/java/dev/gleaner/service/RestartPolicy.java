package dev.gleaner.service;

import dev.gleaner.schema.serde.RegistryUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread fails: another takes its place and reads the same records again, up to a number of times in a
 * while; then the client ends, and an orchestrator may start it afresh. Never takes down other instances.
 */
final class RestartPolicy implements StreamsUncaughtExceptionHandler {

    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(RestartPolicy.class);

    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();

    RestartPolicy(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        if (has(failure, RegistryUnavailableException.class)) {
            log.warn("A stream thread starts again, since the schema registry is still away");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        // Messages of foreign exceptions may quote records: kinds are told, and the whole at debug
        log.error("A stream thread failed: {}", kinds(failure));
        log.debug("Where it failed", failure);
        if (has(failure, MissingSourceTopicException.class) || has(failure, VirtualMachineError.class)) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return isOneTooMany()
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean isOneTooMany() {
        var now = clock.instant();
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(WINDOW))) {
            failures.removeFirst();
        }
        if (failures.size() <= LIMIT) {
            return false;
        }
        log.error("Stream threads failed more than {} times in {} minutes: giving up", LIMIT, WINDOW.toMinutes());
        return true;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String kinds(Throwable failure) {
        var kinds = new StringBuilder(failure.getClass().getSimpleName());
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getSimpleName());
        }
        return kinds.toString();
    }
}
