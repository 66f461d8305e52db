package dev.gleaner.bench.drill;

import dev.gleaner.bench.stage.Stage;
import java.io.IOException;
import java.net.URI;
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

    /**
     * Writes that of an LLM worker.
     *
     * @param application what it shares its work by, and the harvest's own
     * @param number tells it from the others
     * @param model where its model answers
     * @param concurrency requests under way at once
     */
    public static InstanceConfig ofWorker(Stage stage, String application, int number, URI model, int concurrency)
            throws IOException {
        var file = stage.folder("worker-" + number + ".yaml");
        Files.writeString(
                file,
                """
                application-id: %s
                kafka:
                  bootstrap-servers: %s
                  properties: # a killed worker is missed after 6 s, not 45
                    session.timeout.ms: 6000
                    heartbeat.interval.ms: 1000
                registry:
                  urls: %s
                  auto-register: true
                llm:
                  url: %s
                  concurrency: %d
                  models:
                    expert: large
                    judge: large
                http:
                  port: 0
                """
                        .formatted(application, stage.bootstrapServers(), stage.registryUrl(), model, concurrency));
        return new InstanceConfig(file, stage.folder("worker-" + number + ".log"));
    }

    /** Starts an instance of the harvest with it. */
    public Instance start() throws IOException {
        return new Instance("run", file, log);
    }

    /** Starts an LLM worker with it. */
    public Instance startWorker() throws IOException {
        return new Instance("work", file, log);
    }
}
