package dev.gleaner.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * L2-regularised logistic regression by liblinear (Fan et al., JMLR 9, 2008), with the two classes brought towards equal weight, over
 * features scaled by how unevenly they fall on the two classes: a rare feature that only ever stands in one class may then say more than
 * its frequency lets it (Wang and Manning, Baselines and Bigrams, ACL 2012).
 *
 * @param cost liblinear's C: the smaller, the stronger the regularisation
 * @param balance 0: every exchange weighs 1; 1: both classes weigh the same; between: a power between
 */
record LogisticRegression(double cost, double balance) {

    /** Liblinear scales its tolerance by the share of the rarer class; this undoes it, or rare heads would be fitted to the last digit. */
    private static final double TOLERANCE = 0.002;

    /** Added to each count of a feature in a class. */
    private static final double SMOOTHING = 0.3;

    /** The scale of a feature that falls evenly on both classes; the rest is the logarithm of the ratio, up to the limit. */
    private static final double EVEN = 0.5;

    private static final double LIMIT = 4;

    /** In how many steps rows can weigh less than 1. */
    private static final int QUARTERS = 4;

    /**
     * Fits to rows that weigh the same.
     *
     * @return the weights of the columns, column 1 first; all 0 where one class is missing
     */
    double[] fit(Feature[][] rows, boolean[] labels, int columns) {
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        return fit(rows, labels, ones, columns);
    }

    /**
     * Fits to rows that weigh more or less. Liblinear knows weights of classes only, so a row is given to it as many times as its weight
     * has quarters, at a quarter of the cost: the same sum of losses, for weights in quarters, to which they are rounded.
     *
     * @param rowWeights 0 to 1
     * @return the weights of the columns, column 1 first; all 0 where one class is missing
     */
    double[] fit(Feature[][] rows, boolean[] labels, double[] rowWeights, int columns) {
        int parts = DoubleStream.of(rowWeights).allMatch(weight -> weight == 1) ? 1 : QUARTERS;
        long[] copies = DoubleStream.of(rowWeights)
                .mapToLong(weight -> Math.round(weight * parts))
                .toArray();
        double total = (double) LongStream.of(copies).sum() / parts;
        double positives = (double) IntStream.range(0, copies.length)
                        .filter(i -> labels[i])
                        .mapToLong(i -> copies[i])
                        .sum()
                / parts;
        if (positives == 0 || positives == total) {
            return new double[columns];
        }
        double[] scales = scales(rows, labels, rowWeights, positives, total - positives, columns);
        Problem problem = problem(scaled(rows, scales), labels, copies, columns);
        double rarer = Math.min(positives, total - positives) / total;
        Parameter parameter = new Parameter(SolverType.L2R_LR, cost / parts, TOLERANCE / rarer);
        double half = total / 2;
        parameter.setWeights(
                new double[] {
                    StrictMath.pow(half / positives, balance), StrictMath.pow(half / (total - positives), balance)
                },
                new int[] {1, -1});
        Model model = Linear.train(problem, parameter);
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        double[] weights = model.getFeatureWeights();
        double[] unscaled = new double[columns];
        for (int i = 0; i < columns; i++) {
            unscaled[i] = sign * weights[i] * scales[i];
        }
        return unscaled;
    }

    private static Problem problem(Feature[][] rows, boolean[] labels, long[] copies, int columns) {
        int[] order = IntStream.range(0, rows.length)
                .flatMap(i -> LongStream.range(0, copies[i]).mapToInt(copy -> i))
                .toArray();
        Problem problem = new Problem();
        problem.l = order.length;
        problem.n = columns;
        problem.x = IntStream.of(order).mapToObj(i -> rows[i]).toArray(Feature[][]::new);
        problem.y = IntStream.of(order).mapToDouble(i -> labels[i] ? 1 : -1).toArray();
        return problem;
    }

    private static double[] scales(
            Feature[][] rows, boolean[] labels, double[] rowWeights, double positives, double negatives, int columns) {
        double[] inTrue = new double[columns];
        double[] inFalse = new double[columns];
        Arrays.fill(inTrue, SMOOTHING);
        Arrays.fill(inFalse, SMOOTHING);
        for (int i = 0; i < rows.length; i++) {
            double[] count = labels[i] ? inTrue : inFalse;
            for (Feature feature : rows[i]) {
                count[feature.getIndex() - 1] += rowWeights[i];
            }
        }
        double even = (positives + 2 * SMOOTHING) / (negatives + 2 * SMOOTHING);
        double[] scales = new double[columns];
        for (int i = 0; i < columns; i++) {
            double ratio = Math.abs(StrictMath.log(inTrue[i] / inFalse[i] / even));
            scales[i] = EVEN + Math.min(LIMIT, ratio);
        }
        return scales;
    }

    private static Feature[][] scaled(Feature[][] rows, double[] scales) {
        Feature[][] scaled = new Feature[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            scaled[i] = new Feature[rows[i].length];
            for (int slot = 0; slot < rows[i].length; slot++) {
                Feature feature = rows[i][slot];
                scaled[i][slot] =
                        new FeatureNode(feature.getIndex(), feature.getValue() * scales[feature.getIndex() - 1]);
            }
        }
        return scaled;
    }

    static double score(double[] weights, Feature[] row) {
        double score = 0;
        for (Feature feature : row) {
            score += weights[feature.getIndex() - 1] * feature.getValue();
        }
        return score;
    }
}
