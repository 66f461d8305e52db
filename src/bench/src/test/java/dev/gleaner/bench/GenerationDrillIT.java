package dev.gleaner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.bench.drill.GenerationDrill;
import dev.gleaner.bench.drill.WorkerKillDrill;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The drills of the LLM worker in short; {@code gleaner bench generation} and {@code worker-kills} run them at length. */
class GenerationDrillIT {

    @Test
    void shouldEndEveryRequestOnceThoughAThirdOfTheCallsMeetAFault() throws Exception {
        var settings = new GenerationDrill.Settings(50, 200, 0.3, 50, Duration.ofMillis(20), Duration.ofMillis(20), 7);

        var outcome = new GenerationDrill(settings, System.out).run();

        assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
        assertThat(outcome.faults()).as("all kinds of faults were met").hasSize(7);
    }

    @Test
    void shouldLoseNoRequestAndDoubleNoPairThoughWorkersAreKilled() throws Exception {
        var outcome = new WorkerKillDrill(400, 2, 11, System.out).run();

        assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
        assertThat(outcome.killsUnderLoad()).isPositive();
    }
}
