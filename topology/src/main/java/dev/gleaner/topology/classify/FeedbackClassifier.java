package dev.gleaner.topology.classify;

import dev.gleaner.schema.Labeller;
import java.util.List;

/**
 * The port to a feedback model: reads, for each exchange, what the follow-up says about the response.
 *
 * <p>Implementations are safe for use by many threads at once and give the same answer for the same text: a task that is
 * restarted after a failure classifies again.
 */
public interface FeedbackClassifier extends AutoCloseable {

    /**
     * Who signs the verdicts.
     *
     * @return name and version of the model; a change of weights or thresholds changes the version
     */
    Labeller labeller();

    /**
     * Classifies a batch.
     *
     * @param exchanges any number of exchanges, the batch of the model call
     * @return one assessment an exchange, in order
     * @throws RuntimeException if the model fails on this batch; the message holds no text of the exchanges
     */
    List<Assessment> classify(List<ExchangeText> exchanges);

    /**
     * How many exchanges a batch should hold so that the device which the model runs on is used well.
     *
     * @return 1 where gathering exchanges brings nothing, as on a CPU
     */
    default int preferredBatch() {
        return 1;
    }

    /** Frees what the model holds. */
    @Override
    void close();
}
