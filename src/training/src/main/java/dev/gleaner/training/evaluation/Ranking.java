package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;

/**
 * What the probabilities of a head are worth, whatever the thresholds.
 *
 * @param areaUnderCurve the chance that an exchange where it is true gets the higher probability than one where it is not
 * @param calibration whether they come true
 * @param abstaining what a band that is wider or narrower would give
 */
public record Ranking(Estimate areaUnderCurve, Calibration calibration, AbstainCurve abstaining) {

    static Ranking of(Scored scored, DecisionBand band, Bootstrap bootstrap) {
        return new Ranking(
                Estimate.of(
                        scored.areaUnderCurve(),
                        bootstrap.draws(picks -> scored.pick(picks).areaUnderCurve()),
                        Double::doubleValue),
                Calibration.of(scored),
                AbstainCurve.of(band.from(), scored));
    }
}
