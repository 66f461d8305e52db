package dev.gleaner.service;

import dev.gleaner.config.ConfigurationException;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.classify.Batching;
import dev.gleaner.topology.generate.GenerationRules;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.pair.PairingRules;
import java.util.List;
import java.util.Set;

/** What an operator set, as the topology takes it. */
final class HarvestSettings {

    private HarvestSettings() {}

    /**
     * Translates.
     *
     * @param pipeline name and version that sign the pairs
     * @param preferredBatch size of a batch where the operator set none
     * @throws ConfigurationException if settings that can be read do not go together
     */
    static HarvestConfig of(GleanerConfig config, String pipeline, int preferredBatch) {
        try {
            return translated(config, pipeline, preferredBatch);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static HarvestConfig translated(GleanerConfig config, String pipeline, int preferredBatch) {
        var limits = config.limits();
        var model = config.model();
        var pairing = config.pairing();
        var generation = config.generation();
        return new HarvestConfig(
                new Connections(config).topics(),
                config.input().turns(),
                config.input().signals(),
                new Limits(
                        limits.contentBytes(),
                        limits.conversationTurns(),
                        limits.conversationBytes(),
                        limits.clockSkew()),
                config.assemble().waitForParent(),
                config.assemble().idleAfter(),
                new Batching(model.batchSize().orElse(preferredBatch), model.batchWait()),
                new PairingRules(
                        pairing.minimumComplaint(), pairing.nearlyEqual(), pairing.sameTopic(), pairing.promptBytes()),
                config.feedback().labelRequests(),
                new GenerationRules(
                        generation.requests(),
                        generation.waitForRevision(),
                        Set.copyOf(generation.tenantsOff().orElse(List.of()))),
                pipeline);
    }
}
