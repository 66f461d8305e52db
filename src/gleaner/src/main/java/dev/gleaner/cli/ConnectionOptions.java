package dev.gleaner.cli;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where cluster and registry are. */
final class ConnectionOptions {

    private static final int PATIENCE_MS = 10_000;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file in YAML; `gleaner config` lists what may stand there.")
    private @Nullable Path file;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, over the configuration.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry-url", paramLabel = "URL", description = "Schema registry, over the configuration.")
    private @Nullable String registryUrl;

    /**
     * The configuration that all of this gives.
     *
     * @throws dev.gleaner.config.ConfigurationException if it cannot be used
     */
    GleanerConfig config() {
        var options = new HashMap<String, String>();
        Optional.ofNullable(bootstrapServers).ifPresent(servers -> options.put("kafka.bootstrap-servers", servers));
        Optional.ofNullable(registryUrl).ifPresent(url -> options.put("registry.urls", url));
        return Configuration.ofProcess(Optional.ofNullable(file), Map.copyOf(options));
    }

    /**
     * Sees to it that a broker answers, before anything is begun.
     *
     * @throws IllegalArgumentException if the address makes no sense
     * @throws IllegalStateException if none answers
     */
    static void requireBroker(Connections connections) throws InterruptedException {
        var settings = connections.kafka();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        try (var admin = Admin.create(settings)) {
            admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            var cause = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
            throw new IllegalStateException(
                    e.getCause() instanceof RetriableException
                            ? "No Kafka broker answers at " + connections.bootstrapServers() + " within "
                                    + PATIENCE_MS / 1000 + " s"
                            : "Kafka at " + connections.bootstrapServers() + " refuses us: " + cause,
                    e);
        } catch (KafkaException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(
                    "Kafka at " + connections.bootstrapServers() + " cannot be reached: " + cause.getMessage(), e);
        }
    }
}
