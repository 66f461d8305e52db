package dev.gleaner.training.evaluation;

import dev.gleaner.schema.Polarity;
import dev.gleaner.training.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An evaluation as Markdown. */
final class MarkdownReport {

    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    String text() {
        line(
                "# Feedback model %s, version %s",
                evaluation.model().name(), evaluation.model().version());
        line("");
        line("%s", evaluation.model().trainingData());
        line("");
        evaluation.split().ifPresentOrElse(this::outOfFold, this::asGiven);
        howToRead();
        evaluation.dataSets().forEach(this::dataSet);
        evaluation.split().ifPresent(this::split);
        return text.toString();
    }

    private void outOfFold(Split split) {
        line(
                "All figures are **out of fold**: each exchange was assessed by a model that had not seen its group, which is the source of a real"
                        + " exchange and the conversation of a written one (the split is at the end). Calibration and the thresholds of the bands"
                        + " were chosen on these same out-of-fold scores, so they flatter a little.");
    }

    private void asGiven() {
        line(
                "> **These figures flatter if the model was trained on any of these exchanges**, or on others of the same sources and"
                        + " conversations. They tell how it does on new ones only where it never saw these.");
    }

    private void howToRead() {
        line("");
        line("Real and written exchanges are never mixed: the written ones are easier and more balanced than life.");
        line(
                "In brackets: 95 %% intervals, percentiles of %,d resamples of whole groups (Field and Welsh 2007); within a single source,"
                        + " of exchanges, which is narrower than life.",
                Bootstrap.RESAMPLES);
        line("AUC: area under the ROC curve. ECE: expected calibration error over ten bins of equal width.");
        line(
                "Forced: yes from the lower end of the abstain band on. Decided: yes from its upper end on. Undecided: the share between.");
        line(
                "Abstain curve: coverage is the share of exchanges still decided yes among those that would be, were the model forced.");
    }

    private void dataSet(DataSetFigures dataSet) {
        line("");
        line("## %s: %,d exchanges of %,d groups", title(dataSet.name()), dataSet.exchanges(), dataSet.groups());
        heads(dataSet);
        confusion(dataSet.confusion());
        line("");
        line("### Calibration and abstaining");
        line("");
        line("![reliability plot](%s) ![abstain curve](%s)", Plots.reliability(dataSet), Plots.abstaining(dataSet));
        categories(dataSet);
        slices("source", dataSet.sources());
        slices("language", dataSet.languages());
    }

    private void heads(DataSetFigures dataSet) {
        line("");
        line(
                "| head | positives | band | AUC | ECE | forced P | forced R | forced F1 | decided P | decided R | undecided |");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (HeadFigures head : dataSet.heads()) {
            line(
                    "| %s | %,d | %.3f – %.3f | %s | %s | %s | %s | %.1f %% |",
                    head.head(),
                    head.positives(),
                    head.band().from(),
                    head.band().to(),
                    head.ranking()
                            .map(ranking -> cell(ranking.areaUnderCurve()))
                            .orElse("–"),
                    head.ranking()
                            .map(ranking -> number(ranking.calibration().error()))
                            .orElse("–"),
                    cells(head.forced()),
                    cell(head.decided().precision()) + " | "
                            + cell(head.decided().recall()),
                    100 * head.undecided());
        }
    }

    private void confusion(Confusion confusion) {
        String given = Arrays.stream(Polarity.values()).map(Polarity::name).collect(Collectors.joining(" | "));
        line("");
        line("### Polarity given, by polarity expected");
        line("");
        line("| expected | %s |", given);
        line("| --- |%s", " ---: |".repeat(Polarity.values().length));
        for (Map.Entry<Polarity, Map<Polarity, Integer>> row :
                confusion.counts().entrySet()) {
            String counts = row.getValue().values().stream()
                    .map(count -> String.format(Locale.ROOT, "%,d", count))
                    .collect(Collectors.joining(" | "));
            line("| %s | %s |", row.getKey(), counts);
        }
    }

    private void categories(DataSetFigures dataSet) {
        line("");
        line("### Categories");
        line("");
        line(
                "At the threshold of the best F1, for each fifth of the groups as the other four give it. Mean F1 of those with at least %d"
                        + " positives: %s.",
                DataSetFigures.LEAST_POSITIVES, number(dataSet.macroF1()));
        line("");
        line("| category | positives | said | precision | recall | F1 | AUC | ECE |");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (CategoryFigures category : dataSet.categories()) {
            line(
                    "| %s | %,d | %,d | %s | %s | %s |",
                    category.category(),
                    category.positives(),
                    category.quality().said(),
                    cells(category.quality()),
                    number(category.areaUnderCurve()),
                    number(category.calibrationError()));
        }
    }

    private void slices(String kind, List<SliceFigures> slices) {
        if (slices.isEmpty()) {
            return;
        }
        line("");
        line("### By %s, forced", kind);
        line("");
        line(
                "| %s | exchanges | groups | satisfied P | satisfied R | satisfied F1 | dissatisfied P | dissatisfied R | dissatisfied F1 |",
                kind);
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (SliceFigures slice : slices) {
            line(
                    "| %s | %,d | %,d | %s | %s |",
                    slice.name().replace("|", "\\|"),
                    slice.exchanges(),
                    slice.groups(),
                    cells(slice.satisfied()),
                    cells(slice.dissatisfied()));
        }
    }

    private void split(Split split) {
        line("");
        line("## The split");
        line("");
        line("Seed %d. No group is in two folds.", split.seed());
        line("");
        line("| data | fold | groups | exchanges |");
        line("| --- | ---: | ---: | ---: |");
        for (Split.Fold fold : split.folds()) {
            line(
                    "| %s | %d | %,d | %,d |",
                    fold.origin().name().toLowerCase(Locale.ROOT), fold.fold(), fold.groups(), fold.exchanges());
        }
    }

    private static String cells(PrecisionRecall quality) {
        return cell(quality.precision()) + " | " + cell(quality.recall()) + " | " + cell(quality.f1());
    }

    private static String cell(Estimate estimate) {
        return Double.isNaN(estimate.value()) || Double.isNaN(estimate.low())
                ? number(estimate.value())
                : String.format(Locale.ROOT, "%.3f (%.2f–%.2f)", estimate.value(), estimate.low(), estimate.high());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String title(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
