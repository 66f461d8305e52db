package dev.gleaner.config;

import dev.gleaner.schema.serde.RegistryConnection;
import dev.gleaner.topology.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How the clients of one configuration reach cluster and registry.
 *
 * @param config the configuration
 */
public record Connections(GleanerConfig config) {

    /** Settings that every Kafka client gets: where the brokers are, and what is passed through. */
    public Map<String, Object> kafka() {
        var settings = new HashMap<String, Object>(config.kafka().properties());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /** Where the brokers are, as one text. */
    public String bootstrapServers() {
        return String.join(",", config.kafka().bootstrapServers());
    }

    /**
     * How to reach the registry.
     *
     * @throws ConfigurationException if nobody said where it is
     */
    public RegistryConnection registry() {
        return new RegistryConnection(
                config.registry()
                        .urls()
                        .orElseThrow(
                                () -> new ConfigurationException(
                                        List.of(
                                                "registry.urls is not set: set it in the file of --config, or as GLEANER_REGISTRY_URLS"))),
                config.registry().properties(),
                config.registry().autoRegister());
    }

    /** The names of the topics. */
    public TopicNames topics() {
        return new TopicNames(config.topics().prefix());
    }

    /** Where to find what, without secrets. */
    @Override
    public String toString() {
        return "brokers " + bootstrapServers() + ", registry "
                + config.registry().urls().orElse(List.of());
    }
}
