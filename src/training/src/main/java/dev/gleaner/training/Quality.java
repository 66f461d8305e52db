package dev.gleaner.training;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well probabilities tell a label: counts at a threshold, and measures over all thresholds.
 *
 * @param positives how many labels are true
 * @param precision true among those said, 0 to 1; 1 where nothing is said
 * @param recall said among those true, 0 to 1
 */
record Quality(int positives, double precision, double recall) {

    static Quality at(double threshold, double[] probabilities, boolean[] labels) {
        int said = 0;
        int right = 0;
        int positives = 0;
        for (int i = 0; i < labels.length; i++) {
            boolean yes = probabilities[i] >= threshold;
            said += yes ? 1 : 0;
            positives += labels[i] ? 1 : 0;
            right += yes && labels[i] ? 1 : 0;
        }
        return new Quality(
                positives, said == 0 ? 1 : (double) right / said, positives == 0 ? 0 : (double) right / positives);
    }

    /** The harmonic mean of precision and recall. */
    double f1() {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** The chance that a true one is ranked above a false one; ties count half. */
    static double areaUnderCurve(double[] probabilities, boolean[] labels) {
        Integer[] order = order(probabilities);
        double rankSum = 0;
        long positives = 0;
        int i = 0;
        while (i < order.length) {
            int end = i;
            while (end < order.length && probabilities[order[end]] == probabilities[order[i]]) {
                end++;
            }
            for (int k = i; k < end; k++) {
                if (labels[order[k]]) {
                    rankSum += (i + 1 + end) / 2.0;
                    positives++;
                }
            }
            i = end;
        }
        long negatives = order.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /** The threshold of the highest F1. */
    static double bestThreshold(double[] probabilities, boolean[] labels) {
        Integer[] order = order(probabilities);
        int positives = count(labels);
        int right = 0;
        double best = -1;
        double threshold = 1;
        for (int said = 1; said <= order.length; said++) {
            int i = order[order.length - said];
            right += labels[i] ? 1 : 0;
            double f1 = 2.0 * right / (said + positives);
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

    /** Fewer than these say nothing about precision. */
    private static final int LEAST_SAID = 20;

    /** Expected calibration error over ten bins of equal width (Naeini et al., AAAI 2015). */
    static double calibrationError(double[] probabilities, boolean[] labels) {
        double[] gap = new double[10];
        for (int i = 0; i < labels.length; i++) {
            int bin = Math.min(9, (int) (probabilities[i] * 10));
            gap[bin] += probabilities[i] - (labels[i] ? 1 : 0);
        }
        return Arrays.stream(gap).map(Math::abs).sum() / labels.length;
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
