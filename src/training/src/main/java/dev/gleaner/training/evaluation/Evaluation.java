package dev.gleaner.training.evaluation;

import dev.gleaner.training.AssessedExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import dev.gleaner.training.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All figures of a model on labelled exchanges.
 *
 * @param model what the figures are about
 * @param split the split, where the figures are out of fold; nothing where the model itself was asked
 * @param dataSets the real and the written exchanges, as far as there are any
 */
public record Evaluation(EvaluatedModel model, Optional<Split> split, List<DataSetFigures> dataSets) {

    /** Keeps the list as it is now. */
    public Evaluation {
        dataSets = List.copyOf(dataSets);
    }

    /**
     * Computes the figures of a training.
     *
     * @param model the model that was trained
     * @param exchanges each assessed by a model that did not see its group
     * @param split how that was done
     */
    public static Evaluation outOfFold(EvaluatedModel model, List<AssessedExchange> exchanges, Split split) {
        return of(model, exchanges, split.seed(), Optional.of(split));
    }

    /**
     * Computes the figures of a model as it is. They flatter if it was trained on some of these exchanges.
     *
     * @param model the model
     * @param exchanges each assessed by the model
     * @param seed decides the resamples behind the intervals
     */
    public static Evaluation asGiven(EvaluatedModel model, List<AssessedExchange> exchanges, long seed) {
        return of(model, exchanges, seed, Optional.empty());
    }

    private static Evaluation of(
            EvaluatedModel model, List<AssessedExchange> exchanges, long seed, Optional<Split> split) {
        List<DataSetFigures> dataSets = Arrays.stream(Origin.values())
                .map(origin -> exchanges.stream()
                        .filter(assessed -> assessed.exchange().origin() == origin)
                        .toList())
                .filter(part -> !part.isEmpty())
                .map(part -> new DataSet(model, part, seed).figures())
                .toList();
        return new Evaluation(model, split, dataSets);
    }
}
