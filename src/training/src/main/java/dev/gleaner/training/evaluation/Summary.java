package dev.gleaner.training.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The chief figures of an evaluation in one JSON object. */
final class Summary {

    private static final double PRECISION = 1e4;

    private Summary() {}

    static ObjectNode of(Evaluation evaluation) {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("model", evaluation.model().name())
                .put("version", evaluation.model().version())
                .put("out_of_fold", evaluation.split().isPresent());
        for (DataSetFigures dataSet : evaluation.dataSets()) {
            ObjectNode figures = summary.putObject(dataSet.name());
            figures.put("exchanges", dataSet.exchanges()).put("groups", dataSet.groups());
            dataSet.heads().forEach(head -> add(figures.putObject(head.head()), head));
            put(figures, "categories_macro_f1", dataSet.macroF1());
        }
        return summary;
    }

    private static void add(ObjectNode figures, HeadFigures head) {
        figures.put("positives", head.positives());
        put(figures, "f1", head.forced().f1().value());
        head.ranking().ifPresent(ranking -> {
            put(figures, "auc", ranking.areaUnderCurve().value());
            put(figures, "ece", ranking.calibration().error());
        });
        put(figures, "decided_precision", head.decided().precision().value());
        put(figures, "decided_recall", head.decided().recall().value());
        put(figures, "undecided", head.undecided());
    }

    private static void put(ObjectNode figures, String name, double value) {
        if (Double.isNaN(value)) {
            figures.putNull(name);
        } else {
            figures.put(name, Math.round(value * PRECISION) / PRECISION);
        }
    }
}
