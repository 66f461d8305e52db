package dev.gleaner.training;

import de.bwaldvogel.liblinear.Feature;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Scores each exchange with a model that never saw its group. */
final class OutOfFold {

    private OutOfFold() {}

    /**
     * Trains a model a fold on all other folds, and scores the fold with it.
     *
     * @param fold the fold of each row
     * @return one score a row
     */
    static double[] scores(LogisticRegression recipe, FeatureMatrix matrix, boolean[] labels, int[] fold) {
        double[] scores = new double[labels.length];
        int folds = IntStream.of(fold).max().orElse(0) + 1;
        for (int f = 0; f < folds; f++) {
            int held = f;
            int[] train =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != held).toArray();
            Feature[][] rows = new Feature[train.length][];
            boolean[] known = new boolean[train.length];
            for (int i = 0; i < train.length; i++) {
                rows[i] = matrix.rows()[train[i]];
                known[i] = labels[train[i]];
            }
            double[] weights = recipe.fit(rows, known, matrix.columns());
            IntStream.range(0, fold.length)
                    .filter(i -> fold[i] == held)
                    .forEach(i -> scores[i] = LogisticRegression.score(weights, matrix.rows()[i]));
        }
        return scores;
    }

    /**
     * Blends a head once more with all heads, for each fold with a blend that learned from the other folds.
     *
     * @param logits a head's calibrated logits of the exchanges, out of fold
     * @param blended the exchanges to blend; the others keep the head's own logit
     * @return the final probability of each exchange
     */
    static double[] blended(double[][] logits, int head, boolean[] labels, int[] blended, int[] fold) {
        double[] probabilities =
                Arrays.stream(logits[head]).map(PlattScaling::sigmoid).toArray();
        int folds = IntStream.of(fold).max().orElse(0) + 1;
        for (int f = 0; f < folds; f++) {
            int held = f;
            int[] train = IntStream.of(blended).filter(i -> fold[i] != held).toArray();
            Blend blend = Blend.fit(logits, head, labels, train);
            IntStream.of(blended).filter(i -> fold[i] == held).forEach(i -> {
                double[] row = Arrays.stream(logits).mapToDouble(of -> of[i]).toArray();
                probabilities[i] = PlattScaling.sigmoid(blend.logit(head, row));
            });
        }
        return probabilities;
    }
}
