package dev.gleaner.inference;

import dev.gleaner.schema.Polarity;

/**
 * Makes one polarity of two probabilities. What is decided yes counts; only where nothing is, an undecided side makes the rule abstain.
 *
 * @param satisfied the band of "satisfied"
 * @param dissatisfied the band of "dissatisfied"
 */
public record PolarityRule(DecisionBand satisfied, DecisionBand dissatisfied) {

    /**
     * Decides.
     *
     * @param satisfiedProbability 0 to 1
     * @param dissatisfiedProbability 0 to 1
     * @return MIXED where both are decided yes, SATISFIED or DISSATISFIED where one is, else ABSTAINED where one is undecided, else NONE
     */
    public Polarity decide(double satisfiedProbability, double dissatisfiedProbability) {
        boolean sat = satisfied.yes(satisfiedProbability);
        boolean dsat = dissatisfied.yes(dissatisfiedProbability);
        if (sat || dsat) {
            return sat && dsat ? Polarity.MIXED : sat ? Polarity.SATISFIED : Polarity.DISSATISFIED;
        }
        boolean open = satisfied.undecided(satisfiedProbability) || dissatisfied.undecided(dissatisfiedProbability);
        return open ? Polarity.ABSTAINED : Polarity.NONE;
    }
}
