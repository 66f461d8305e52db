package dev.gleaner.config;

import dev.gleaner.schema.serde.RegistryConnection;
import dev.gleaner.topology.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How the clients of one configuration reach cluster and registry.
 *
 * @param config the configuration
 */
public record Connections(GleanerConfig config) {

    /**
     * Settings that every Kafka client gets: where the brokers are, and what is passed through.
     *
     * @throws ConfigurationException if nobody said where they are
     */
    public Map<String, Object> kafka() {
        var settings = new HashMap<String, Object>(config.kafka().properties());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /**
     * Where the brokers are, as one text.
     *
     * @throws ConfigurationException if nobody said where they are
     */
    public String bootstrapServers() {
        return String.join(",", needed("kafka.bootstrap-servers", config.kafka().bootstrapServers()));
    }

    /**
     * How to reach the registry.
     *
     * @throws ConfigurationException if nobody said where it is
     */
    public RegistryConnection registry() {
        return new RegistryConnection(
                needed("registry.urls", config.registry().urls()),
                config.registry().properties(),
                config.registry().autoRegister());
    }

    private static List<String> needed(String name, Optional<List<String>> value) {
        return value.orElseThrow(
                () -> new ConfigurationException(List.of(name + " is not set: set it in the file of --config, or as "
                        + Property.named(name).environmentVariable())));
    }

    /** The names of the topics. */
    public TopicNames topics() {
        return new TopicNames(config.topics().prefix());
    }

    /** Where to find what, without secrets. */
    @Override
    public String toString() {
        return "brokers " + config.kafka().bootstrapServers().orElse(List.of()) + ", registry "
                + config.registry().urls().orElse(List.of());
    }
}
