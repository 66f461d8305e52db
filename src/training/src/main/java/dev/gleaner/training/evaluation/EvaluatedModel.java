package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.ModelConfig;

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

    /** The model of a configuration. */
    public static EvaluatedModel of(ModelConfig config) {
        return new EvaluatedModel(
                config.name(),
                config.version(),
                config.trainingData(),
                config.satisfied(),
                config.dissatisfied(),
                config.boundThreshold());
    }
}
