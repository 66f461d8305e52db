package dev.gleaner.training;

import dev.gleaner.training.LabelledExchange.Origin;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a model is trained on, as a whole and by origin. */
final class TrainingData {

    private TrainingData() {}

    /**
     * The data in a sentence.
     *
     * @param more how many exchanges were learned from only
     */
    static String sentence(List<LabelledExchange> exchanges, int more) {
        String byRubric = String.format(
                Locale.ROOT,
                "Trained on %d real exchanges from %d sources and %d written exchanges from %d conversations,"
                        + " labelled one by one by the 18 categories of WildFeedback (arXiv 2408.15549).",
                ofOrigin(exchanges, Origin.REAL).length,
                groups(exchanges, Origin.REAL),
                ofOrigin(exchanges, Origin.WRITTEN).length,
                groups(exchanges, Origin.WRITTEN));
        return more == 0 ? byRubric : byRubric + " Learned from " + more + " more, on which no figure was taken.";
    }

    private static long groups(List<LabelledExchange> exchanges, Origin origin) {
        return exchanges.stream()
                .filter(exchange -> exchange.origin() == origin)
                .map(LabelledExchange::group)
                .distinct()
                .count();
    }

    static int[] ofOrigin(List<LabelledExchange> exchanges, Origin origin) {
        return IntStream.range(0, exchanges.size())
                .filter(i -> exchanges.get(i).origin() == origin)
                .toArray();
    }

    static double[] pick(double[] values, int[] part) {
        return IntStream.of(part).mapToDouble(i -> values[i]).toArray();
    }

    static boolean[] pick(boolean[] values, int[] part) {
        boolean[] picked = new boolean[part.length];
        for (int i = 0; i < part.length; i++) {
            picked[i] = values[part[i]];
        }
        return picked;
    }
}
