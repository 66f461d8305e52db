package dev.gleaner.topology;

import dev.gleaner.topology.assemble.Assembler;
import dev.gleaner.topology.assemble.ConversationTree;
import dev.gleaner.topology.classify.Classifier;
import dev.gleaner.topology.classify.FeedbackClassifier;
import dev.gleaner.topology.classify.LabelRequests;
import dev.gleaner.topology.classify.TakeVerdicts;
import dev.gleaner.topology.generate.PairGenerated;
import dev.gleaner.topology.generate.RequestAnswers;
import dev.gleaner.topology.guard.Guard;
import dev.gleaner.topology.pair.Pairer;
import dev.gleaner.topology.pair.Standings;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The harvest: conversation turns in, feedback verdicts and preference pairs out.
 *
 * <p>All stages of a conversation run in one task, on the partition of its key: no repartitioning, one transaction. The answers that
 * language models wrote come back by a topic into a sub-topology of their own, so that a late result, or a flood of them, moves no stream
 * time that conversations live by (docs/decisions/0005); their verdicts come back to the conversation, without a time (0006). Records that
 * cannot be used go to the dead letters through {@link dev.gleaner.topology.deadletter.DeadLetterHandler}, which the streams must
 * be configured with.
 */
public final class HarvestTopology {

    private HarvestTopology() {}

    /**
     * Builds the harvest.
     *
     * @param config what shapes it
     * @param serdes how records at its ends are read and written
     * @param classifier reads feedback from exchanges; the caller closes it after the streams
     * @return the topology; every processor, store and internal topic has a name of its own
     */
    public static Topology build(HarvestConfig config, HarvestSerdes serdes, FeedbackClassifier classifier) {
        var topics = config.topics();
        var bytes = new ByteArrayDeserializer();
        var strings = new StringSerializer();

        var harvest = new Topology();

        // What users say, up to the pairs that it makes and the answers that it lacks
        harvest.addSource(
                        AutoOffsetReset.earliest(),
                        "turns",
                        new RecordTime(config.limits()),
                        bytes,
                        bytes,
                        topics.conversationTurns())
                .addSource(
                        AutoOffsetReset.earliest(),
                        "signals",
                        new RecordTime(config.limits()),
                        bytes,
                        bytes,
                        topics.responseSignals())
                .addSource(AutoOffsetReset.earliest(), "verdicts", new Timeless(), bytes, bytes, topics.llmVerdicts())
                .addProcessor("guard-turns", () -> Guard.ofTurns(config, serdes), "turns")
                .addProcessor("guard-signals", () -> Guard.ofSignals(config, serdes), "signals")
                .addProcessor("guard-verdicts", () -> Guard.ofVerdicts(config, serdes), "verdicts")
                .addProcessor(
                        "assemble", () -> new Assembler(config, "classify", "pair"), "guard-turns", "guard-signals")
                .addProcessor(
                        "classify",
                        () -> new Classifier(
                                classifier, config.batching(), "feedback", "request-labels", "dead-letters"),
                        "assemble")
                .addProcessor(
                        "request-labels",
                        () -> new LabelRequests(config.labelRequests(), "label-requests", "pair"),
                        "classify")
                .addProcessor("take-verdicts", () -> new TakeVerdicts("feedback", "pair"), "guard-verdicts")
                .addProcessor(
                        "pair",
                        () -> new Pairer(config, "preference-pairs", "request-answers"),
                        "assemble",
                        "request-labels",
                        "take-verdicts")
                .addProcessor("request-answers", () -> new RequestAnswers(config), "pair")
                .addSink("dead-letters", topics.deadLetters(), strings, new ByteArraySerializer(), "classify")
                .addSink("feedback", topics.feedback(), strings, serdes.verdict(), "classify", "take-verdicts")
                .addSink("label-requests", topics.labelRequests(), strings, serdes.labelRequest(), "request-labels")
                .addSink("preference-pairs", topics.preferencePairs(), strings, serdes.pair(), "pair")
                .addSink(
                        "generation-requests",
                        topics.generationRequests(),
                        strings,
                        serdes.generationRequest(),
                        "request-answers");

        Assembler.stores(config.limits()).forEach(store -> harvest.addStateStore(store, "assemble"));
        Pairer.stores(config.limits()).forEach(store -> harvest.addStateStore(store, "pair"));
        var tree = ConversationTree.STORES.toArray(String[]::new);
        harvest.addStateStore(Classifier.store(), "classify")
                .addStateStore(TakeVerdicts.store(), "take-verdicts")
                .addStateStore(RequestAnswers.store(), "request-answers")
                .connectProcessorAndStateStores("classify", tree)
                .connectProcessorAndStateStores("take-verdicts", tree)
                .connectProcessorAndStateStores("pair", tree)
                .connectProcessorAndStateStores("request-answers", tree)
                .connectProcessorAndStateStores("request-answers", Standings.STANDINGS);

        // What language models wrote instead
        return harvest.addSource(
                        AutoOffsetReset.earliest(),
                        "results",
                        new RecordTime(config.limits()),
                        bytes,
                        bytes,
                        topics.generationResults())
                .addProcessor("guard-results", () -> Guard.ofResults(config, serdes), "results")
                .addProcessor("pair-generated", () -> new PairGenerated(config), "guard-results")
                .addStateStore(PairGenerated.store(), "pair-generated")
                .addSink("generated-pairs", topics.preferencePairs(), strings, serdes.pair(), "pair-generated");
    }
}
