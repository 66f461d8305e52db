package dev.gleaner.topics;

import java.util.Map;

/**
 * One topic of the catalogue.
 *
 * @param name without the prefix
 * @param doc what it is for
 * @param direction {@code in} if Gleaner reads it, {@code out} if it writes it
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

    /** Checks what a reader of the catalogue relies on. */
    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition");
        }
        if (!direction.equals("in") && !direction.equals("out")) {
            throw new IllegalArgumentException("the direction of topic " + name + " is in or out, not " + direction);
        }
        config = Map.copyOf(config);
    }

    /** Whether Gleaner reads it. */
    boolean isInput() {
        return direction.equals("in");
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
