package dev.gleaner.training;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.training.FeedbackTrainer.Trained;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The out-of-fold figures of a training as Markdown: figures only, no text of the data. */
final class TrainingReport {

    private TrainingReport() {}

    static String markdown(List<LabelledExchange> exchanges, Trained trained, int modelBytes) {
        StringBuilder report = new StringBuilder();
        ModelConfig config = trained.config();
        line(report, "# Feedback model %s, version %s", config.name(), config.version());
        line(report, "");
        line(report, "%s", config.trainingData());
        line(report, "");
        line(
                report,
                "All figures are out of fold: five folds, real exchanges split by source, written ones by conversation.");
        line(report, "Real and written are told apart: the written set is easier and more balanced than life.");
        line(
                report,
                "Thresholds and calibration were chosen on these same out-of-fold scores, so they flatter the model a little.");
        line(report, "");
        line(
                report,
                "Model file: %,d bytes, %,d rows of weights.",
                modelBytes,
                trained.heads().weights().size());
        line(report, "");
        polarity(report, exchanges, trained);
        line(report, "");
        categories(report, exchanges, trained);
        return report.toString();
    }

    private static void polarity(StringBuilder report, List<LabelledExchange> exchanges, Trained trained) {
        line(report, "## Satisfied, dissatisfied, bound");
        line(report, "");
        line(report, "Forced: yes from the lower end of the abstain band on. Decided: yes from its upper end on.");
        line(report, "");
        line(report, "| head | data | positives | AUC | ECE | forced P | R | F1 | decided P | R | undecided |");
        line(report, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        ModelConfig config = trained.config();
        DecisionBand bound = new DecisionBand(config.boundThreshold(), config.boundThreshold());
        row(report, exchanges, trained, ModelConfig.SATISFIED, config.satisfied());
        row(report, exchanges, trained, ModelConfig.DISSATISFIED, config.dissatisfied());
        row(report, exchanges, trained, ModelConfig.BOUND, bound);
    }

    private static void row(
            StringBuilder report, List<LabelledExchange> exchanges, Trained trained, String head, DecisionBand band) {
        for (Origin origin : Origin.values()) {
            int[] part = ofOrigin(exchanges, origin);
            if (part.length == 0) {
                continue;
            }
            double[] probabilities = pick(probabilities(trained, head), part);
            boolean[] labels = pick(FeedbackTrainer.labels(exchanges, head), part);
            Quality forced = Quality.at(band.from(), probabilities, labels);
            Quality decided = Quality.at(band.to(), probabilities, labels);
            double undecided = IntStream.range(0, part.length)
                            .filter(i -> band.undecided(probabilities[i]))
                            .count()
                    / (double) part.length;
            line(
                    report,
                    "| %s | %s | %d of %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f %% |",
                    head,
                    name(origin),
                    forced.positives(),
                    part.length,
                    Quality.areaUnderCurve(probabilities, labels),
                    Quality.calibrationError(probabilities, labels),
                    forced.precision(),
                    forced.recall(),
                    forced.f1(),
                    decided.precision(),
                    decided.recall(),
                    100 * undecided);
        }
    }

    private static void categories(StringBuilder report, List<LabelledExchange> exchanges, Trained trained) {
        line(report, "## Categories");
        line(report, "");
        line(report, "F1 at the threshold that is best for the category over both kinds of data.");
        line(report, "");
        line(report, "| category | real positives | real F1 | written positives | written F1 | AUC, both |");
        line(report, "| --- | ---: | ---: | ---: | ---: | ---: |");
        List<String> heads = ModelConfig.expectedHeads();
        for (String head : heads.subList(heads.indexOf(ModelConfig.BOUND) + 1, heads.size())) {
            double[] all = probabilities(trained, head);
            boolean[] labels = FeedbackTrainer.labels(exchanges, head);
            double threshold = Quality.bestThreshold(all, labels);
            StringBuilder cells = new StringBuilder();
            for (Origin origin : Origin.values()) {
                int[] part = ofOrigin(exchanges, origin);
                Quality quality = Quality.at(threshold, pick(all, part), pick(labels, part));
                cells.append(String.format(Locale.ROOT, " %d | %.3f |", quality.positives(), quality.f1()));
            }
            line(report, "| %s |%s %.3f |", head, cells, Quality.areaUnderCurve(all, labels));
        }
    }

    private static double[] probabilities(Trained trained, String head) {
        return trained.outOfFold().get(ModelConfig.expectedHeads().indexOf(head));
    }

    /** What a model was trained on, in a sentence. */
    static String trainingData(List<LabelledExchange> exchanges) {
        return String.format(
                Locale.ROOT,
                "Trained on %d real exchanges from %d sources and %d written exchanges from %d conversations,"
                        + " labelled one by one by the 18 categories of WildFeedback (arXiv 2408.15549).",
                ofOrigin(exchanges, Origin.REAL).length,
                groups(exchanges, Origin.REAL),
                ofOrigin(exchanges, Origin.WRITTEN).length,
                groups(exchanges, Origin.WRITTEN));
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

    private static String name(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private static void line(StringBuilder report, String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
