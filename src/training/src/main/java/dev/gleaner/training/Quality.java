package dev.gleaner.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well what is said fits the labels: counts, and measures over all thresholds of a probability.
 *
 * @param said how many were said to be true
 * @param right how many of these are true
 * @param positives how many are true
 */
public record Quality(int said, int right, int positives) {

    /** Fewer than these say nothing about precision. */
    private static final int LEAST_SAID = 20;

    /** What is said from a threshold on. */
    static Quality at(double threshold, double[] probabilities, boolean[] labels) {
        return of(said(threshold, probabilities), labels);
    }

    /** Counts what was said against the labels. */
    public static Quality of(boolean[] said, boolean[] labels) {
        return of(said, labels, IntStream.range(0, labels.length).toArray());
    }

    /**
     * Counts some of what was said against the labels.
     *
     * @param picks which ones; one that is there twice counts twice
     */
    public static Quality of(boolean[] said, boolean[] labels, int[] picks) {
        int yes = 0;
        int right = 0;
        int positives = 0;
        for (int i : picks) {
            yes += said[i] ? 1 : 0;
            positives += labels[i] ? 1 : 0;
            right += said[i] && labels[i] ? 1 : 0;
        }
        return new Quality(yes, right, positives);
    }

    /** Which probabilities reach a threshold. */
    public static boolean[] said(double threshold, double[] probabilities) {
        boolean[] said = new boolean[probabilities.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = probabilities[i] >= threshold;
        }
        return said;
    }

    /** The share of right ones among those said, 0 to 1; not a number where nothing is said. */
    public double precision() {
        return (double) right / said;
    }

    /** The share of those said among the true, 0 to 1; not a number where none is true. */
    public double recall() {
        return (double) right / positives;
    }

    /** The harmonic mean of precision and recall, 0 to 1; not a number where nothing is said and none is true. */
    public double f1() {
        return 2.0 * right / (said + positives);
    }

    /**
     * The area under the ROC curve: the chance that a true one is ranked above a false one; ties count half (Hanley and McNeil,
     * Radiology 143, 1982).
     *
     * @return 0 to 1; not a number where all labels are alike
     */
    public static double areaUnderCurve(double[] probabilities, boolean[] labels) {
        double[] positives = sorted(probabilities, labels, true);
        double[] negatives = sorted(probabilities, labels, false);
        double rankedAbove = 0;
        int below = 0;
        int notAbove = 0;
        for (double positive : positives) {
            while (below < negatives.length && negatives[below] < positive) {
                below++;
            }
            while (notAbove < negatives.length && negatives[notAbove] <= positive) {
                notAbove++;
            }
            rankedAbove += (below + notAbove) / 2.0;
        }
        return rankedAbove / ((double) positives.length * negatives.length);
    }

    private static double[] sorted(double[] probabilities, boolean[] labels, boolean label) {
        double[] sorted = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> probabilities[i])
                .toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The mean of -log of the probability that was given to what is true: 0 for an oracle, 0.693 for a coin. */
    static double logLoss(double[] probabilities, boolean[] labels) {
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double ofTruth = labels[i] ? probabilities[i] : 1 - probabilities[i];
            loss -= StrictMath.log(Math.max(ofTruth, Double.MIN_NORMAL));
        }
        return loss / labels.length;
    }

    /** The threshold of the highest F1. */
    public static double bestThreshold(double[] probabilities, boolean[] labels) {
        Integer[] order = order(probabilities);
        int positives = count(labels);
        int right = 0;
        double best = -1;
        double threshold = 1;
        for (int said = 1; said <= order.length; said++) {
            int i = order[order.length - said];
            right += labels[i] ? 1 : 0;
            double f1 = new Quality(said, right, positives).f1();
            boolean last = said == order.length || probabilities[order[order.length - said - 1]] < probabilities[i];
            if (last && f1 > best) {
                best = f1;
                threshold = probabilities[i];
            }
        }
        return threshold;
    }

    /** The lowest threshold from which on up precision is at least the stated one; 1 where none is. */
    static double thresholdForPrecision(double precision, double[] probabilities, boolean[] labels) {
        Integer[] order = order(probabilities);
        int right = 0;
        double threshold = 1;
        for (int said = 1; said <= order.length; said++) {
            int i = order[order.length - said];
            right += labels[i] ? 1 : 0;
            if (right >= precision * said && said >= LEAST_SAID) {
                threshold = probabilities[i];
            }
        }
        return threshold;
    }

    private static int count(boolean[] labels) {
        int count = 0;
        for (boolean label : labels) {
            count += label ? 1 : 0;
        }
        return count;
    }

    private static Integer[] order(double[] probabilities) {
        Integer[] order = new Integer[probabilities.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
        return order;
    }
}
