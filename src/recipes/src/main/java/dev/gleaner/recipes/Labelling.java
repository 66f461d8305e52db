package dev.gleaner.recipes;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.LabelRequest;

/** Says what the follow-up of an exchange says about its response, where the classifier abstained. Safe for use by many threads. */
@FunctionalInterface
public interface Labelling {

    /**
     * Labels. Takes as long as the model takes.
     *
     * @return the verdict, which names the model; ABSTAINED where the model cannot tell either
     * @throws dev.gleaner.recipes.ask.UnansweredException if the model failed at it as often as it may: asking again later may help
     * @throws InterruptedException if the waiting thread is interrupted
     */
    FeedbackVerdict label(LabelRequest request) throws InterruptedException;
}
