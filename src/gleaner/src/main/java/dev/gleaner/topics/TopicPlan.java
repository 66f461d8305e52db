package dev.gleaner.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster lacks of the catalogue.
 *
 * @param missing topics that are not there
 * @param differences topics that are there, but otherwise
 */
public record TopicPlan(List<TopicSpec> missing, List<Difference> differences) {

    /**
     * One thing that is otherwise.
     *
     * @param topic full name
     * @param what {@code partitions}, or the name of a topic setting
     * @param wanted what the catalogue says
     * @param found what the cluster has
     */
    public record Difference(String topic, String what, String wanted, String found) {

        @Override
        public String toString() {
            return topic + ": " + what + " is " + found + ", should be " + wanted;
        }
    }

    /**
     * A topic as a cluster has it.
     *
     * @param partitions how many
     * @param config its settings, those by default too
     */
    public record Found(int partitions, Map<String, String> config) {}

    /** Makes the lists unchangeable. */
    public TopicPlan {
        missing = List.copyOf(missing);
        differences = List.copyOf(differences);
    }

    /**
     * Compares.
     *
     * <p>More partitions than the catalogue says are the operator's to choose. But the inputs, and what comes back to them, meet
     * partition by partition, so all must have as many as the first that is there, and one that is missing is to be made with as many.
     *
     * @param catalogue with full names
     * @param cluster the topics that are there, by full name
     */
    public static TopicPlan compare(TopicCatalogue catalogue, Map<String, Found> cluster) {
        Optional<Found> firstInput = catalogue.topics().stream()
                .filter(TopicSpec::meetsOthers)
                .flatMap(topic -> Optional.ofNullable(cluster.get(topic.name())).stream())
                .findFirst();
        var missing = new ArrayList<TopicSpec>();
        var differences = new ArrayList<Difference>();
        for (var topic : catalogue.topics()) {
            var wanted = topic.meetsOthers()
                    ? firstInput
                            .map(first -> topic.withPartitions(first.partitions()))
                            .orElse(topic)
                    : topic;
            Optional.ofNullable(cluster.get(topic.name()))
                    .ifPresentOrElse(
                            found -> {
                                partitions(topic, wanted, found).ifPresent(differences::add);
                                settings(topic, found).forEach(differences::add);
                            },
                            () -> missing.add(wanted));
        }
        return new TopicPlan(missing, differences);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return missing.isEmpty() && differences.isEmpty();
    }

    private static Stream<Difference> settings(TopicSpec topic, Found found) {
        return topic.config().entrySet().stream()
                .filter(setting -> !Objects.equals(found.config().get(setting.getKey()), setting.getValue()))
                .map(setting -> new Difference(
                        topic.name(),
                        setting.getKey(),
                        setting.getValue(),
                        String.valueOf(found.config().get(setting.getKey()))))
                .sorted((a, b) -> a.what().compareTo(b.what()));
    }

    /** Too few of them, or not as many as the input that it must meet has. */
    private static Optional<Difference> partitions(TopicSpec catalogued, TopicSpec wanted, Found found) {
        boolean canMeet = !wanted.meetsOthers() || found.partitions() == wanted.partitions();
        if (found.partitions() >= catalogued.partitions() && canMeet) {
            return Optional.empty();
        }
        int count = canMeet ? catalogued.partitions() : wanted.partitions();
        return Optional.of(new Difference(
                wanted.name(), "partitions", Integer.toString(count), Integer.toString(found.partitions())));
    }
}
