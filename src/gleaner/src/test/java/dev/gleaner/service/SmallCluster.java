package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.conversations.Replay;
import dev.gleaner.conversations.TurnTopic;
import dev.gleaner.dev.Sample;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Brings a cluster to where a service can start, as an operator would: through the service's own configuration. */
final class SmallCluster {

    private SmallCluster() {}

    static void createTopics(GleanerConfig config) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(new Connections(config).kafka())) {
            var catalogue = TopicCatalogue.load().withPrefix("gleaner.").withPartitions(1);
            new Topics(admin, catalogue).createMissing((short) 1);
        }
    }

    /** Runs a service to its end, or until the thread is interrupted; returns whether it ended well. */
    static boolean run(HarvestService service) {
        try {
            return service.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void replaySample(GleanerConfig config) {
        var connections = new Connections(config);
        try (var registry = RegistrySerdes.connect(connections.registry());
                var turns =
                        TurnTopic.avro(connections.kafka(), connections.topics().conversationTurns(), registry);
                var sample = Sample.open()) {
            new Replay(1, 0).play(sample, turns, sent -> {});
        }
    }
}
