package dev.gleaner.training.evaluation;

import dev.gleaner.training.evaluation.UnitChart.Dot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The charts of an evaluation, as SVG files. */
final class Plots {

    private static final double SMALL = 2;
    private static final double LARGE = 7;

    private Plots() {}

    /** The files by name. */
    static Map<String, String> of(Evaluation evaluation) {
        Map<String, String> files = new TreeMap<>();
        for (DataSetFigures dataSet : evaluation.dataSets()) {
            files.put(reliability(dataSet), reliabilityPlot(dataSet));
            files.put(abstaining(dataSet), abstainPlot(dataSet));
        }
        return files;
    }

    /** The name of the reliability plot. */
    static String reliability(DataSetFigures dataSet) {
        return "reliability-" + dataSet.name() + ".svg";
    }

    /** The name of the plot of the abstain curve. */
    static String abstaining(DataSetFigures dataSet) {
        return "abstain-" + dataSet.name() + ".svg";
    }

    private static String reliabilityPlot(DataSetFigures dataSet) {
        UnitChart chart = new UnitChart(
                        "Reliability, " + dataSet.name() + " exchanges (dots grow with their number)",
                        "probability as the model states it",
                        "share where it is true")
                .diagonal();
        for (HeadFigures head : dataSet.heads()) {
            head.ranking()
                    .ifPresent(ranking -> chart.curve(head.head(), dots(ranking.calibration(), dataSet.exchanges())));
        }
        return chart.svg();
    }

    private static List<Dot> dots(Calibration calibration, int exchanges) {
        return calibration.bins().stream()
                .map(bin -> new Dot(
                        bin.stated(),
                        bin.observed(),
                        SMALL + LARGE * Math.sqrt((double) bin.exchanges() / exchanges),
                        bin.exchanges() + " exchanges"))
                .toList();
    }

    private static String abstainPlot(DataSetFigures dataSet) {
        UnitChart chart = new UnitChart(
                "What abstaining buys, " + dataSet.name() + " exchanges (large dot: the model's own band)",
                "coverage: share that is still decided",
                "precision of what is decided");
        for (HeadFigures head : dataSet.polarityHeads()) {
            head.ranking().ifPresent(ranking -> chart.curve(head.head(), dots(ranking.abstaining(), head)));
        }
        return chart.svg();
    }

    /** The point where the model stands is the last one whose threshold is not below the band's upper end. */
    private static List<Dot> dots(AbstainCurve curve, HeadFigures head) {
        double own = curve.points().stream()
                .mapToDouble(AbstainCurve.Point::threshold)
                .filter(threshold -> threshold >= head.band().to())
                .min()
                .orElse(Double.NaN);
        return curve.points().stream()
                .map(point -> new Dot(
                        point.coverage(),
                        point.precision(),
                        point.threshold() == own ? LARGE : SMALL,
                        String.format(Locale.ROOT, "from %.3f on, recall %.3f", point.threshold(), point.recall())))
                .toList();
    }
}
