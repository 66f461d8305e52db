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
     * <p>The number of partitions is the operator's to choose, but for one thing: the inputs meet partition by partition, so all must
     * have as many as the first that is there.
     *
     * @param catalogue with full names
     * @param cluster the topics that are there, by full name
     */
    public static TopicPlan compare(TopicCatalogue catalogue, Map<String, Found> cluster) {
        var missing = catalogue.topics().stream()
                .filter(topic -> !cluster.containsKey(topic.name()))
                .toList();
        var differences = new ArrayList<Difference>();
        for (var topic : catalogue.topics()) {
            Optional.ofNullable(cluster.get(topic.name()))
                    .ifPresent(found -> settings(topic, found).forEach(differences::add));
        }
        differences.addAll(inputsOfUnequalPartitions(catalogue, cluster));
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

    private static List<Difference> inputsOfUnequalPartitions(TopicCatalogue catalogue, Map<String, Found> cluster) {
        var inputs = catalogue.topics().stream()
                .filter(topic -> topic.direction().equals("in") && cluster.containsKey(topic.name()))
                .map(TopicSpec::name)
                .toList();
        return inputs.stream()
                .filter(input -> partitions(cluster, input) != partitions(cluster, inputs.get(0)))
                .map(input -> new Difference(
                        input,
                        "partitions",
                        partitions(cluster, inputs.get(0)) + ", as " + inputs.get(0) + " has",
                        Integer.toString(partitions(cluster, input))))
                .toList();
    }

    @SuppressWarnings("NullAway") // asked only of topics that are there
    private static int partitions(Map<String, Found> cluster, String topic) {
        return cluster.get(topic).partitions();
    }
}
