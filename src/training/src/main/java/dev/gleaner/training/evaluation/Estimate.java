package dev.gleaner.training.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure with its 95 % interval. What cannot be said is not a number: a precision where nothing was said, the interval of a
 * single exchange.
 *
 * @param value on all exchanges
 * @param low the 2.5th percentile of the resamples
 * @param high the 97.5th percentile of the resamples
 */
public record Estimate(double value, double low, double high) {

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /**
     * The percentile interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
     *
     * @param whole what the figure is of
     * @param resamples the same of each resample; none: no interval
     * @param figure not a number where there is none
     */
    public static <T> Estimate of(T whole, List<T> resamples, ToDoubleFunction<T> figure) {
        double[] sorted = resamples.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new Estimate(figure.applyAsDouble(whole), percentile(sorted, LOW), percentile(sorted, HIGH));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
