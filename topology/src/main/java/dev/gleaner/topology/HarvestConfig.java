package dev.gleaner.topology;

import dev.gleaner.topology.classify.Batching;
import dev.gleaner.topology.generate.GenerationRules;
import dev.gleaner.topology.guard.InputForm;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.pair.PairingRules;
import java.time.Duration;

/**
 * What shapes a harvest.
 *
 * @param topics the names of its topics
 * @param turnForm form of {@code conversation-turns}
 * @param signalForm form of {@code response-signals}
 * @param limits what may come in
 * @param waitForParent record time that an arrival waits for the turn it refers to, before it goes on alone
 * @param idleAfter record time without an arrival after which a conversation is forgotten
 * @param batching how exchanges are gathered for the model
 * @param rules when a pair is made
 * @param labelRequests whether exchanges on which the classifier abstains are published for labelling; they hold the users' text
 * @param generation when a language model is asked for a better answer
 * @param pipeline name and version that sign the pairs, such as {@code gleaner/0.1.0}
 */
public record HarvestConfig(
        TopicNames topics,
        InputForm turnForm,
        InputForm signalForm,
        Limits limits,
        Duration waitForParent,
        Duration idleAfter,
        Batching batching,
        PairingRules rules,
        boolean labelRequests,
        GenerationRules generation,
        String pipeline) {

    /**
     * Checks what only shows in all together.
     *
     * @throws IllegalArgumentException if a conversation would be forgotten while its complaints wait
     */
    public HarvestConfig {
        if (generation.requests() && generation.waitForRevision().compareTo(idleAfter) >= 0) {
            throw new IllegalArgumentException("generation.wait-for-revision is " + generation.waitForRevision()
                    + " and must be shorter than assemble.idle-after, " + idleAfter
                    + ": a conversation is forgotten then, and nothing can be asked about it");
        }
    }

    /**
     * A harvest with the defaults.
     *
     * @param pipeline name and version that sign the pairs
     * @return Avro input, the default prefix, limits and rules; 1 minute for a parent, 24 hours until idle; no batches, no requests
     */
    public static HarvestConfig withDefaults(String pipeline) {
        return new HarvestConfig(
                new TopicNames(TopicNames.DEFAULT_PREFIX),
                InputForm.AVRO,
                InputForm.AVRO,
                Limits.DEFAULT,
                Duration.ofMinutes(1),
                Duration.ofHours(24),
                Batching.NONE,
                PairingRules.DEFAULT,
                false,
                GenerationRules.DEFAULT,
                pipeline);
    }

    /** Most bytes of UTF-8 in all messages of a prompt together. */
    public int promptBytes() {
        return rules.promptBytes();
    }

    /** The same harvest, but for how exchanges are gathered for the model. */
    public HarvestConfig with(Batching batching) {
        return new HarvestConfig(
                topics,
                turnForm,
                signalForm,
                limits,
                waitForParent,
                idleAfter,
                batching,
                rules,
                labelRequests,
                generation,
                pipeline);
    }

    /** The same harvest, but for when a language model is asked for a better answer. */
    public HarvestConfig with(GenerationRules generation) {
        return new HarvestConfig(
                topics,
                turnForm,
                signalForm,
                limits,
                waitForParent,
                idleAfter,
                batching,
                rules,
                labelRequests,
                generation,
                pipeline);
    }
}
