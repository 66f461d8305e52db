package dev.gleaner.training.evaluation;

import dev.gleaner.training.Quality;
import java.util.stream.IntStream;

/**
 * The probabilities of a head and its labels, of the same exchanges in the same order.
 *
 * @param probabilities what the model states, 0 to 1
 * @param labels what is true
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scored(double[] probabilities, boolean[] labels) {

    int exchanges() {
        return labels.length;
    }

    int positives() {
        return Quality.of(labels, labels).positives();
    }

    boolean[] said(double threshold) {
        return Quality.said(threshold, probabilities);
    }

    double areaUnderCurve() {
        return Quality.areaUnderCurve(probabilities, labels);
    }

    double bestThreshold() {
        return Quality.bestThreshold(probabilities, labels);
    }

    /** Some of the exchanges; one that is there twice counts twice. */
    Scored pick(int[] picks) {
        boolean[] picked = new boolean[picks.length];
        for (int i = 0; i < picks.length; i++) {
            picked[i] = labels[picks[i]];
        }
        return new Scored(IntStream.of(picks).mapToDouble(i -> probabilities[i]).toArray(), picked);
    }

    /**
     * What is said at the threshold of the best F1, where each fold gets the threshold that is best on the others: so it is not
     * chosen on the exchanges that it is judged on.
     *
     * @param fold of each exchange, 0 to {@code folds - 1}
     */
    boolean[] saidAsOthersChoose(int[] fold, int folds) {
        boolean[] said = new boolean[labels.length];
        for (int held = 0; held < folds; held++) {
            int it = held;
            int[] others =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != it).toArray();
            double threshold = pick(others).bestThreshold();
            IntStream.range(0, fold.length)
                    .filter(i -> fold[i] == it)
                    .forEach(i -> said[i] = probabilities[i] >= threshold);
        }
        return said;
    }
}
