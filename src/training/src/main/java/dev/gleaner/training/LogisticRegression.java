package dev.gleaner.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

/**
 * L2-regularised logistic regression by liblinear (Fan et al., JMLR 9, 2008), with the two classes brought towards equal weight.
 *
 * @param cost liblinear's C: the smaller, the stronger the regularisation
 * @param balance 0: every exchange weighs 1; 1: both classes weigh the same; between: a power between
 */
record LogisticRegression(double cost, double balance) {

    /** Liblinear scales its tolerance by the share of the rarer class; this undoes it, or rare heads would be fitted to the last digit. */
    private static final double TOLERANCE = 0.002;

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
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = columns;
        problem.x = rows;
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
        double[] signed = new double[columns];
        for (int i = 0; i < columns; i++) {
            signed[i] = sign * weights[i];
        }
        return signed;
    }

    static double score(double[] weights, Feature[] row) {
        double score = 0;
        for (Feature feature : row) {
            score += weights[feature.getIndex() - 1] * feature.getValue();
        }
        return score;
    }
}
