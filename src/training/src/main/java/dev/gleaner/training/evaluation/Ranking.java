package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.training.Quality;
import java.util.stream.IntStream;

/**
 * What the probabilities of a head are worth, whatever the thresholds.
 *
 * @param areaUnderCurve the chance that an exchange where it is true gets the higher probability than one where it is not
 * @param calibration whether they come true
 * @param abstaining what a band that is wider or narrower would give
 */
public record Ranking(Estimate areaUnderCurve, Calibration calibration, AbstainCurve abstaining) {

    static Ranking of(double[] probabilities, boolean[] labels, DecisionBand band, Bootstrap bootstrap) {
        return new Ranking(
                Estimate.of(
                        Quality.areaUnderCurve(probabilities, labels),
                        bootstrap.draws(picks -> areaUnderCurve(probabilities, labels, picks)),
                        Double::doubleValue),
                Calibration.of(probabilities, labels),
                AbstainCurve.of(band.from(), probabilities, labels));
    }

    private static double areaUnderCurve(double[] probabilities, boolean[] labels, int[] picks) {
        double[] pickedProbabilities =
                IntStream.of(picks).mapToDouble(i -> probabilities[i]).toArray();
        boolean[] pickedLabels = new boolean[picks.length];
        for (int i = 0; i < picks.length; i++) {
            pickedLabels[i] = labels[picks[i]];
        }
        return Quality.areaUnderCurve(pickedProbabilities, pickedLabels);
    }
}
