package dev.gleaner.service;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.serde.RegistryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private Instant now = Instant.EPOCH;
    private final RestartPolicy policy = new RestartPolicy(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void shouldReplaceThreadsUntilTooManyFailInAWhile() {
        for (var i = 0; i < RestartPolicy.LIMIT; i++) {
            assertThat(policy.handle(new StreamsException("x"))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(policy.handle(new StreamsException("x"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldForgetFailuresThatAreLongAgo() {
        for (var i = 0; i < 5 * RestartPolicy.LIMIT; i++) {
            assertThat(policy.handle(new StreamsException("x"))).isEqualTo(REPLACE_THREAD);
            now = now.plus(RestartPolicy.WINDOW.dividedBy(RestartPolicy.LIMIT)).plus(Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldWaitForTheRegistryAsLongAsItTakes() {
        var away = new StreamsException(new RegistryUnavailableException("away", new IOException()));

        for (var i = 0; i < 5 * RestartPolicy.LIMIT; i++) {
            assertThat(policy.handle(away)).isEqualTo(REPLACE_THREAD);
        }
    }

    @Test
    void shouldNotTryAgainWhatCannotWork() {
        assertThat(policy.handle(new StreamsException(new OutOfMemoryError()))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.handle(new MissingSourceTopicException("x"))).isEqualTo(SHUTDOWN_CLIENT);
    }
}
