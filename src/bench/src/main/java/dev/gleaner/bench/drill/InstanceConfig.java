package dev.gleaner.bench.drill;

import dev.gleaner.bench.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration of one instance, and where it writes.
 *
 * @param file its configuration file
 * @param log its log
 */
public record InstanceConfig(Path file, Path log) {

    /**
     * Writes one.
     *
     * @param registryUrl where it finds the registry
     * @param application what it shares its work by
     * @param number tells it from the others
     */
    public static InstanceConfig of(Stage stage, String registryUrl, String application, int number)
            throws IOException {
        var file = stage.folder("instance-" + number + ".yaml");
        Files.writeString(
                file,
                """
                application-id: %s
                kafka:
                  bootstrap-servers: %s
                registry:
                  urls: %s
                  auto-register: true
                streams:
                  state-dir: %s
                  threads: 1
                  properties: # a killed instance is missed after 10 s, not 45: the drill has no standby to take over
                    consumer.session.timeout.ms: 10000
                http:
                  port: 0
                """
                        .formatted(
                                application, stage.bootstrapServers(), registryUrl, stage.folder("state-" + number)));
        return new InstanceConfig(file, stage.folder("instance-" + number + ".log"));
    }

    /** Starts an instance with it. */
    public Instance start() throws IOException {
        return new Instance(file, log);
    }
}
