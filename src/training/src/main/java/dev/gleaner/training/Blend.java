package dev.gleaner.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A second look at a head: its own logit together with the probabilities of all heads. A follow-up is dissatisfied when any of nine
 * categories fires, and a sum of words alone does not know "any" (Wolpert, Stacked Generalization, 1992).
 *
 * @param own what the head's own logit is multiplied by
 * @param others what is added for the probability of each head
 * @param offset added at last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Blend(double own, double[] others, double offset) {

    /** A constant scale halves all columns here (see {@link LogisticRegression}), so this is liblinear's C = 0.1. */
    private static final LogisticRegression RECIPE = new LogisticRegression(0.4, 0);

    /** The blend that leaves a head as it is. */
    static Blend none(int heads) {
        return new Blend(1, new double[heads], 0);
    }

    /**
     * Fits; where one class is missing, the head stays as it is.
     *
     * @param logits a head's calibrated logits of all exchanges, from models that did not see their groups
     * @param head the head to look at again
     * @param train the exchanges to learn from
     */
    static Blend fit(double[][] logits, int head, boolean[] labels, int[] train) {
        double[][] columns = columns(logits, head);
        double[] mean = new double[columns.length];
        double[] spread = new double[columns.length];
        for (int column = 0; column < columns.length; column++) {
            double[] values = columns[column];
            mean[column] =
                    IntStream.of(train).mapToDouble(i -> values[i]).average().orElse(0);
            double center = mean[column];
            double variance = IntStream.of(train)
                    .mapToDouble(i -> (values[i] - center) * (values[i] - center))
                    .average()
                    .orElse(0);
            spread[column] = Math.sqrt(variance) + 1e-9;
        }
        Feature[][] rows = new Feature[train.length][];
        boolean[] known = new boolean[train.length];
        for (int i = 0; i < train.length; i++) {
            rows[i] = new Feature[columns.length + 1];
            for (int column = 0; column < columns.length; column++) {
                double value = (columns[column][train[i]] - mean[column]) / spread[column];
                rows[i][column] = new FeatureNode(column + 1, value);
            }
            rows[i][columns.length] = new FeatureNode(columns.length + 1, 1);
            known[i] = labels[train[i]];
        }
        double[] weights = RECIPE.fit(rows, known, columns.length + 1);
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            return none(logits.length);
        }
        double offset = weights[columns.length];
        for (int column = 0; column < columns.length; column++) {
            weights[column] /= spread[column];
            offset -= weights[column] * mean[column];
        }
        return new Blend(weights[0], Arrays.copyOfRange(weights, 1, columns.length), offset);
    }

    /** The head's own logit, then the probabilities of all heads. */
    private static double[][] columns(double[][] logits, int head) {
        double[][] columns = new double[logits.length + 1][];
        columns[0] = logits[head];
        for (int other = 0; other < logits.length; other++) {
            columns[other + 1] =
                    Arrays.stream(logits[other]).map(PlattScaling::sigmoid).toArray();
        }
        return columns;
    }

    /**
     * The head's final logit.
     *
     * @param head which head this is the blend of
     * @param logits the logits of all heads for one exchange
     */
    double logit(int head, double[] logits) {
        double sum = own * logits[head] + offset;
        for (int other = 0; other < logits.length; other++) {
            sum += others[other] * PlattScaling.sigmoid(logits[other]);
        }
        return sum;
    }
}
