package dev.gleaner.recipes.work;

import dev.gleaner.topology.TopicNames;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What shapes a worker.
 *
 * @param kafka settings that every Kafka client gets
 * @param topics the names of the topics
 * @param group names the worker to Kafka: workers of one group share the requests
 * @param concurrency requests under way at once
 * @param tenantsOff tenants whose requests are answered without asking a model
 * @param worker name and version that sign the results
 * @param shutdownTimeout how long requests under way may take to end once the worker stops; then they are given up, and delivered again
 */
public record WorkSettings(
        Map<String, Object> kafka,
        TopicNames topics,
        String group,
        int concurrency,
        Set<String> tenantsOff,
        String worker,
        Duration shutdownTimeout) {

    /** Keeps the settings as they are now. */
    public WorkSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException("A worker needs at least one request under way, not " + concurrency);
        }
        kafka = Map.copyOf(kafka);
        tenantsOff = Set.copyOf(tenantsOff);
    }

    /** Names no secret: client settings hold some. */
    @Override
    public String toString() {
        return "group " + group + ", " + concurrency + " requests at once";
    }
}
