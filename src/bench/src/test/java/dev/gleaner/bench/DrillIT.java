package dev.gleaner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.bench.drill.ExactlyOnceDrill;
import dev.gleaner.bench.drill.GarbageDrill;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The drills in short; {@code gleaner bench exactly-once} and {@code bad-input} run them at length. */
class DrillIT {

    @Test
    void shouldPublishEveryPairExactlyOnceThoughInstancesAreKilled() throws Exception {
        var outcome = new ExactlyOnceDrill(2_000, 3, 11, System.out).run();

        assertThat(outcome.isExactlyOnce()).as("%s", outcome).isTrue();
    }

    @Test
    void shouldAccountForEveryRecordOfGarbageWhileTheRegistryIsAway() throws Exception {
        var outcome = new GarbageDrill(1_000, 1_000, Duration.ofSeconds(5), System.out).run();

        assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
    }
}
