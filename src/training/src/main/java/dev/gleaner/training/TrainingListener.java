package dev.gleaner.training;

/** Is told how a training gets on, by several threads at once. */
@FunctionalInterface
public interface TrainingListener {

    /**
     * A head of the model is done: one fit a fold, and one of all exchanges.
     *
     * @param head one of {@link dev.gleaner.inference.ModelConfig#expectedHeads()}; they come in no fixed order
     * @param logLoss the mean log loss out of fold: what training lowers, on exchanges that the fits did not see
     * @param areaUnderCurve the area under the ROC curve, out of fold; not a number where all labels are alike
     */
    void headDone(String head, double logLoss, double areaUnderCurve);
}
