package dev.gleaner.topics;

import java.util.Map;
import java.util.Set;

/**
 * One topic of the catalogue.
 *
 * @param name without the prefix
 * @param doc what it is for
 * @param direction {@code in} if Gleaner reads it, {@code out} if it writes it, {@code inner} if one part of it writes and another
 *     reads, {@code back} if that is read together with what comes in
 * @param key what the key of a record is
 * @param value the schema of its value, or {@code bytes}
 * @param partitions how many it is made with
 * @param config topic settings that it must have
 */
public record TopicSpec(
        String name,
        String doc,
        String direction,
        String key,
        String value,
        int partitions,
        Map<String, String> config) {

    private static final Set<String> DIRECTIONS = Set.of("in", "out", "inner", "back");

    /** Checks what a reader of the catalogue relies on. */
    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition");
        }
        if (!DIRECTIONS.contains(direction)) {
            throw new IllegalArgumentException(
                    "the direction of topic " + name + " is in, out, inner or back, not " + direction);
        }
        config = Map.copyOf(config);
    }

    /** Whether the harvest reads it together with others, partition by partition. */
    boolean meetsOthers() {
        return direction.equals("in") || direction.equals("back");
    }

    /** The same with so many partitions. */
    public TopicSpec withPartitions(int count) {
        return new TopicSpec(name, doc, direction, key, value, count, config);
    }

    /** The same under its full name. */
    TopicSpec withPrefix(String prefix) {
        return new TopicSpec(prefix + name, doc, direction, key, value, partitions, config);
    }
}
