package dev.gleaner.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM, broker and KRaft controller in one, on loopback only. For trying and testing: one node, nothing
 * replicated, but transactions, groups and logs as everywhere.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String CLIENTS = "CLIENTS";
    private static final int SECONDS_TO_STOP = 30;
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts one, with what an earlier one left in the folder.
     *
     * @param folder where its data goes; made if it is missing
     * @param port where it listens; 0 for a free one
     * @return up, and ready for clients
     * @throws IllegalStateException if the port is in use
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /**
     * Starts one that is set up otherwise than by default.
     *
     * @param folder where its data goes; made if it is missing
     * @param port where it listens; 0 for a free one
     * @param overrides broker properties; the listener of clients and of the broker itself is called {@value #CLIENTS}
     * @return up, and ready for clients
     * @throws IllegalStateException if the port is in use
     */
    public static EmbeddedBroker start(Path folder, int port, Map<String, String> overrides) {
        if (port != 0) {
            FreePort.require(port);
        }
        var listen = port == 0 ? FreePort.next() : port;
        var address = "127.0.0.1:" + listen;
        var properties = properties(folder, address, "127.0.0.1:" + FreePort.next());
        properties.putAll(overrides);
        format(folder);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(javaProperties(properties), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, address);
    }

    private static Map<String, String> properties(Path folder, String address, String controller) {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("listeners", CLIENTS + "://" + address + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", CLIENTS + "://" + address);
        properties.put("inter.broker.listener.name", CLIENTS);
        properties.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        // One node holds all there is, and groups need not wait for others to join
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // Few threads: it shares the machine with what it serves
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        // The least that the cleaner takes: 4 MiB instead of 128
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        return properties;
    }

    private static Properties javaProperties(Map<String, String> map) {
        var properties = new Properties();
        properties.putAll(map);
        return properties;
    }

    private static void format(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8"))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's folder " + folder + " cannot be written", e);
        } catch (Exception e) {
            throw new IllegalStateException("The broker's folder " + folder + " could not be formatted", e);
        }
    }

    /** Where clients find it, as host and port. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops it, within {@value #SECONDS_TO_STOP} s; its data stays. */
    @Override
    public void close() {
        var stopping = new Thread(server::shutdown, "embedded-broker-shutdown");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(Duration.ofSeconds(SECONDS_TO_STOP).toMillis());
            if (stopping.isAlive()) {
                LOG.warn("The embedded broker did not stop within {} s; it ends with the process", SECONDS_TO_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
