package dev.gleaner.service;

import dev.gleaner.recipes.work.Worker;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What a probe is told.
 *
 * @param live false where only a restart helps
 * @param ready whether work is being done
 * @param state in one word, for people
 */
public record Health(boolean live, boolean ready, String state) {

    /** Kafka or the registry is awaited: nothing that a restart would mend. */
    static final Health WAITING = new Health(true, false, "WAITING");

    /** All is over. */
    static final Health ENDED = new Health(false, false, "ENDED");

    /**
     * What the state of the streams means: an error is not live, restoring state is not dead.
     *
     * @param state of the Kafka Streams client
     */
    public static Health of(KafkaStreams.State state) {
        return switch (state) {
            case RUNNING -> new Health(true, true, state.name());
            // While state is restored, Kafka Streams is REBALANCING. A shutdown is bounded, so it is never stuck
            case CREATED, REBALANCING, PENDING_SHUTDOWN -> new Health(true, false, state.name());
            case PENDING_ERROR, ERROR, NOT_RUNNING -> new Health(false, false, state.name());
        };
    }

    /** How a worker is: one that waits for its budget, or for somebody to mend its settings, is not dead. */
    static Health of(Worker worker) {
        if (worker.failure().isPresent()) {
            return new Health(false, false, "FAILED");
        }
        return worker.waitsFor().isPresent() ? new Health(true, false, "PAUSED") : new Health(true, true, "RUNNING");
    }
}
