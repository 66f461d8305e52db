package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {

    @ParameterizedTest
    @CsvSource({
        "CREATED,          true,  false",
        "REBALANCING,      true,  false",
        "RUNNING,          true,  true",
        "PENDING_SHUTDOWN, true,  false",
        "NOT_RUNNING,      false, false",
        "PENDING_ERROR,    false, false",
        "ERROR,            false, false"
    })
    void shouldTellLiveFromReady(State state, boolean live, boolean ready) {
        assertThat(Health.of(state)).isEqualTo(new Health(live, ready, state.name()));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void shouldNeverBeReadyButNotLive(State state) {
        assertThat(Health.of(state)).matches(health -> health.live() || !health.ready());
    }
}
