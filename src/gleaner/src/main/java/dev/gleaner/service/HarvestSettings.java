package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.pair.PairingRules;

/** What an operator set, as the topology takes it. */
final class HarvestSettings {

    private HarvestSettings() {}

    /**
     * Translates.
     *
     * @param pipeline name and version that sign the pairs
     */
    static HarvestConfig of(GleanerConfig config, String pipeline) {
        var limits = config.limits();
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
                new PairingRules(
                        pairing.minimumComplaint(), pairing.nearlyEqual(), pairing.sameTopic(), pairing.promptBytes()),
                config.feedback().labelRequests(),
                pipeline);
    }
}
