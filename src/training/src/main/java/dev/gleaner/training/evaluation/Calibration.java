package dev.gleaner.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether stated probabilities come true.
 *
 * @param error the expected calibration error over {@value #BINS} bins of equal width (Naeini et al., AAAI 2015), 0 to 1
 * @param bins those bins that hold an exchange, in order
 */
public record Calibration(double error, List<Bin> bins) {

    private static final int BINS = 10;

    /** Keeps the list as it is now. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The exchanges whose probability lies in an interval.
     *
     * @param from its lower end, included
     * @param to its upper end, excluded but for 1
     * @param exchanges how many there are
     * @param stated their mean probability
     * @param observed the share of them where it is true
     */
    public record Bin(double from, double to, int exchanges, double stated, double observed) {}

    static Calibration of(Scored scored) {
        int[] exchanges = new int[BINS];
        double[] stated = new double[BINS];
        int[] trueOnes = new int[BINS];
        for (int i = 0; i < scored.exchanges(); i++) {
            int bin = Math.min(BINS - 1, (int) (scored.probabilities()[i] * BINS));
            exchanges[bin]++;
            stated[bin] += scored.probabilities()[i];
            trueOnes[bin] += scored.labels()[i] ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (exchanges[bin] > 0) {
                error += Math.abs(stated[bin] - trueOnes[bin]) / scored.exchanges();
                bins.add(new Bin(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        exchanges[bin],
                        stated[bin] / exchanges[bin],
                        (double) trueOnes[bin] / exchanges[bin]));
            }
        }
        return new Calibration(error, bins);
    }
}
