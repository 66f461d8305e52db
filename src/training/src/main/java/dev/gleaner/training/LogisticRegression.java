package dev.gleaner.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;

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

    /**
     * Fits.
     *
     * @return the weights of the columns, column 1 first; all 0 where one class is missing
     */
    double[] fit(Feature[][] rows, boolean[] labels, int columns) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        if (positives == 0 || positives == labels.length) {
            return new double[columns];
        }
        double[] scales = scales(rows, labels, positives, columns);
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = columns;
        problem.x = scaled(rows, scales);
        problem.y = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            problem.y[i] = labels[i] ? 1 : -1;
        }
        double rarer = (double) Math.min(positives, rows.length - positives) / rows.length;
        Parameter parameter = new Parameter(SolverType.L2R_LR, cost, TOLERANCE / rarer);
        double half = rows.length / 2.0;
        parameter.setWeights(
                new double[] {
                    StrictMath.pow(half / positives, balance), StrictMath.pow(half / (rows.length - positives), balance)
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

    private static double[] scales(Feature[][] rows, boolean[] labels, int positives, int columns) {
        double[] inTrue = new double[columns];
        double[] inFalse = new double[columns];
        Arrays.fill(inTrue, SMOOTHING);
        Arrays.fill(inFalse, SMOOTHING);
        for (int i = 0; i < rows.length; i++) {
            double[] count = labels[i] ? inTrue : inFalse;
            for (Feature feature : rows[i]) {
                count[feature.getIndex() - 1]++;
            }
        }
        double even = (positives + 2 * SMOOTHING) / (labels.length - positives + 2 * SMOOTHING);
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
