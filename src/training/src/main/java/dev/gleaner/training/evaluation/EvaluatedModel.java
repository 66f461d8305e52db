package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.Decisions;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.inference.ModelDirectory;

/**
 * The model that figures are about.
 *
 * @param name as verdicts carry it
 * @param version as verdicts carry it
 * @param trainingData what it was trained on, in words
 * @param satisfied its abstain band and threshold of "satisfied"
 * @param dissatisfied its abstain band and threshold of "dissatisfied"
 * @param boundThreshold from this probability on it says "bound"
 */
public record EvaluatedModel(
        String name,
        String version,
        String trainingData,
        DecisionBand satisfied,
        DecisionBand dissatisfied,
        double boundThreshold) {

    /** The model that a configuration belongs to. */
    public static EvaluatedModel of(ModelConfig config) {
        return of(config.name(), config.version(), config.trainingData(), config.decisions());
    }

    /** The model of a directory, of whichever kind. */
    public static EvaluatedModel of(ModelDirectory directory) {
        return of(directory.name(), directory.version(), directory.trainingData(), directory.decisions());
    }

    private static EvaluatedModel of(String name, String version, String trainingData, Decisions decisions) {
        return new EvaluatedModel(
                name,
                version,
                trainingData,
                decisions.satisfied(),
                decisions.dissatisfied(),
                decisions.boundThreshold());
    }
}
