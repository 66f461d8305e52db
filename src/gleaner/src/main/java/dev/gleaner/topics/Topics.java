package dev.gleaner.topics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** The topics of a catalogue on a cluster. */
public final class Topics {

    private final Admin admin;
    private final TopicCatalogue catalogue;

    /**
     * Topics on a cluster.
     *
     * @param admin stays open
     * @param catalogue with full names
     */
    public Topics(Admin admin, TopicCatalogue catalogue) {
        this.admin = admin;
        this.catalogue = catalogue;
    }

    /**
     * What the cluster lacks.
     *
     * @throws ExecutionException if the cluster does not answer, or does not let us look
     */
    public TopicPlan plan() throws InterruptedException, ExecutionException {
        var there = admin.listTopics().names().get();
        var names = catalogue.topics().stream()
                .map(TopicSpec::name)
                .filter(there::contains)
                .toList();
        var configs = configs(names);
        var found = admin.describeTopics(names).allTopicNames().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> new TopicPlan.Found(
                                topic.getValue().partitions().size(), configs.getOrDefault(topic.getKey(), Map.of()))));
        return TopicPlan.compare(catalogue, found);
    }

    /**
     * Makes the topics that the cluster lacks, and leaves those that it has as they are.
     *
     * @param replication copies of each partition; -1 for the cluster's default
     * @throws ExecutionException if the cluster does not answer, or does not make one of them
     */
    public void createMissing(short replication) throws InterruptedException, ExecutionException {
        create(plan().missing(), replication);
    }

    /**
     * Makes topics.
     *
     * @param topics those of a plan that are missing
     * @param replication copies of each partition; -1 for the cluster's default
     * @throws ExecutionException if the cluster does not make one of them
     */
    public void create(List<TopicSpec> topics, short replication) throws InterruptedException, ExecutionException {
        admin.createTopics(topics.stream()
                        .map(topic ->
                                new NewTopic(topic.name(), topic.partitions(), replication).configs(topic.config()))
                        .toList())
                .all()
                .get();
    }

    private Map<String, Map<String, String>> configs(List<String> topics)
            throws InterruptedException, ExecutionException {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        return admin.describeConfigs(resources).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        resource -> resource.getKey().name(), resource -> settings(resource.getValue())));
    }

    private static Map<String, String> settings(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
