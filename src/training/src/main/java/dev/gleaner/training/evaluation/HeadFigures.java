package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import java.util.Optional;

/**
 * The figures of satisfied, dissatisfied or bound.
 *
 * @param head which one
 * @param positives how many exchanges are labelled so
 * @param band the thresholds
 * @param forced where the model may not abstain: yes from the lower end of the band on
 * @param decided where it may: yes from the upper end of the band on
 * @param undecided the share of all exchanges in the band, 0 to 1
 * @param ranking what the probabilities are worth; nothing where the model tells the decision only
 */
public record HeadFigures(
        String head,
        int positives,
        DecisionBand band,
        PrecisionRecall forced,
        PrecisionRecall decided,
        double undecided,
        Optional<Ranking> ranking) {}
