package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.classify.Batching;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.pair.PairingRules;

/** What an operator set, as the topology takes it. */
final class HarvestSettings {

    private HarvestSettings() {}

    /**
     * Translates.
     *
     * @param pipeline name and version that sign the pairs
     * @param preferredBatch size of a batch where the operator set none
     */
    static HarvestConfig of(GleanerConfig config, String pipeline, int preferredBatch) {
        var limits = config.limits();
        var model = config.model();
        var pairing = config.pairing();
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
                pipeline);
    }
}
