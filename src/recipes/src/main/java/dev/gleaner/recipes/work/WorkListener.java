package dev.gleaner.recipes.work;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.topology.deadletter.Reason;
import java.time.Duration;

/** Is told what a worker does, from many threads. Gets no text of a user but what the result holds, and must not log that. */
public interface WorkListener {

    /** A listener that does not care. */
    WorkListener NONE = new WorkListener() {};

    /** A request begins; one that comes back after a rebalance or a crash begins again. */
    default void began() {}

    /**
     * A request is answered, and its result stands in the topic.
     *
     * @param took from the begin of the request until the broker had the result
     */
    default void answered(GenerationResult result, Duration took) {}

    /**
     * A request for a label is answered, and the verdict stands in the topic.
     *
     * @param took from the begin of the request until the broker had the verdict
     */
    default void labelled(FeedbackVerdict verdict, Duration took) {}

    /** A request is done with, and nothing is written: no model may be asked for its tenant. */
    default void leftUnasked() {}

    /** A request stands in the dead letters. */
    default void buried(Reason reason) {}

    /** A request that began is given up until it is delivered again: the worker stops, or the budget is spent. */
    default void putBack() {}
}
