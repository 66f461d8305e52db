package dev.gleaner.training.evaluation;

import dev.gleaner.training.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What abstaining buys: the higher the threshold of a decided yes, the fewer of the exchanges that the model would call by this name if
 * it had to are still decided, and the more of these should be right (the risk-coverage curve of El-Yaniv and Wiener, JMLR 11, 2010).
 *
 * @param points by rising coverage, at most {@value #STEPS}
 */
public record AbstainCurve(List<Point> points) {

    private static final int STEPS = 50;

    /** Keeps the list as it is now. */
    public AbstainCurve {
        points = List.copyOf(points);
    }

    /**
     * What a threshold of a decided yes gives.
     *
     * @param threshold from this probability on it is decided yes
     * @param coverage the share of decided ones among those that reach the lower end of the abstain band, 0 to 1
     * @param precision the share of right ones among the decided
     * @param recall the share of decided ones among those where it is true
     */
    public record Point(double threshold, double coverage, double precision, double recall) {}

    /**
     * Draws the curve.
     *
     * @param from the lower end of the abstain band: without abstaining it would be a yes from there on
     */
    static AbstainCurve of(double from, Scored scored) {
        double[] wouldSay = Arrays.stream(scored.probabilities())
                .filter(p -> p >= from)
                .sorted()
                .toArray();
        List<Point> points = new ArrayList<>();
        for (int step = 1; step <= STEPS && wouldSay.length > 0; step++) {
            int decided = Math.max(1, Math.round((float) step * wouldSay.length / STEPS));
            Point point = point(wouldSay[wouldSay.length - decided], wouldSay.length, scored);
            if (points.isEmpty() || points.get(points.size() - 1).coverage() < point.coverage()) {
                points.add(point);
            }
        }
        return new AbstainCurve(points);
    }

    private static Point point(double threshold, int wouldSay, Scored scored) {
        Quality quality = Quality.of(scored.said(threshold), scored.labels());
        return new Point(threshold, (double) quality.said() / wouldSay, quality.precision(), quality.recall());
    }
}
