package dev.gleaner.topology.pair;

import dev.gleaner.schema.PairMethod;
import dev.gleaner.topology.flow.StableId;

/** The deterministic name of a pair, so that the same input gives the same pair and a tombstone finds it. */
public final class PairId {

    private PairId() {}

    /**
     * The id of a pair.
     *
     * @param rejected turn id of the rejected answer, or of the response that drew the complaint
     * @param chosen turn id of the chosen answer, or id of the signal or generation request that brought it
     * @return 32 hexadecimal digits
     */
    public static String of(String conversationId, PairMethod method, String rejected, String chosen) {
        return StableId.of(conversationId, method.name(), rejected, chosen);
    }
}
