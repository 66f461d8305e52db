package dev.gleaner.training.evaluation;

import dev.gleaner.training.Quality;
import java.util.List;

/**
 * How well what a model says fits the labels.
 *
 * @param said how many exchanges it said it of
 * @param precision the share of right ones among those
 * @param recall the share of those among the exchanges where it is true
 * @param f1 the harmonic mean of both
 */
public record PrecisionRecall(int said, Estimate precision, Estimate recall, Estimate f1) {

    static PrecisionRecall of(boolean[] said, boolean[] labels, Bootstrap bootstrap) {
        Quality whole = Quality.of(said, labels);
        List<Quality> resamples = bootstrap.draws(picks -> Quality.of(said, labels, picks));
        return new PrecisionRecall(
                whole.said(),
                Estimate.of(whole, resamples, Quality::precision),
                Estimate.of(whole, resamples, Quality::recall),
                Estimate.of(whole, resamples, Quality::f1));
    }
}
