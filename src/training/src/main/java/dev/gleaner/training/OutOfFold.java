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
     * @param matrix of the rows
     * @param labels one a row
     * @return one score a row that has a fold
     */
    static double[] scores(LogisticRegression recipe, FeatureMatrix matrix, TrainingRows rows, boolean[] labels) {
        double[] scores = new double[rows.fold().length];
        for (int held = 0; held < rows.folds(); held++) {
            int[] train = rows.without(held);
            double[] weights = recipe.fit(
                    IntStream.of(train).mapToObj(row -> matrix.rows()[row]).toArray(Feature[][]::new),
                    TrainingData.pick(labels, train),
                    TrainingData.pick(rows.weights(), train),
                    matrix.columns());
            for (int row : rows.of(held)) {
                scores[row] = LogisticRegression.score(weights, matrix.rows()[row]);
            }
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
