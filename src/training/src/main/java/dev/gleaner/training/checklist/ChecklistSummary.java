package dev.gleaner.training.checklist;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gleaner.training.evaluation.Estimate;

/** The chief figures of a contest in one JSON object. */
final class ChecklistSummary {

    private static final double PRECISION = 1e4;

    private ChecklistSummary() {}

    static ObjectNode of(ChecklistEvaluation evaluation) {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("a", evaluation.a().model())
                .put("b", evaluation.b().model())
                .put("judge", evaluation.judge().model())
                .put("items", evaluation.heldOut().items())
                .put("unfinished", evaluation.unfinished());
        add(summary.putObject("with_checklist"), evaluation.withChecklist());
        add(summary.putObject("without_checklist"), evaluation.withoutChecklist());
        put(summary, "changed_by_checklist", evaluation.effect().share().value());
        summary.putObject("tokens")
                .put("a", evaluation.a().tokens().total())
                .put("b", evaluation.b().tokens().total())
                .put("judge", evaluation.judge().tokens().total());
        return summary;
    }

    private static void add(ObjectNode figures, Verdicts verdicts) {
        figures.put("win", verdicts.wins())
                .put("tie", verdicts.ties())
                .put("lose", verdicts.losses())
                .put("unknown", verdicts.unknown());
        put(figures, "win_share", verdicts.win());
        put(figures, "score", verdicts.score());
        put(figures, "order_agreement", verdicts.orders().share());
    }

    private static void put(ObjectNode figures, String name, Estimate estimate) {
        put(figures, name, estimate.value());
        put(figures, name + "_low", estimate.low());
        put(figures, name + "_high", estimate.high());
    }

    private static void put(ObjectNode figures, String name, double value) {
        if (Double.isNaN(value)) {
            figures.putNull(name);
        } else {
            figures.put(name, Math.round(value * PRECISION) / PRECISION);
        }
    }
}
