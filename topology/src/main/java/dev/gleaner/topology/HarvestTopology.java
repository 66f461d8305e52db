package dev.gleaner.topology;

import dev.gleaner.topology.classify.FeedbackClassifier;
import org.apache.kafka.streams.Topology;

/** The harvest: conversation turns in, feedback verdicts and preference pairs out. */
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
        throw new IllegalStateException("being built");
    }
}
