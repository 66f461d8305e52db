package dev.gleaner.inference;

import java.util.Optional;

/**
 * Thresholds that an operator sets over those of the model directory; what is empty stays as the model has it.
 *
 * @param satisfied of the band of "satisfied"
 * @param dissatisfied of the band of "dissatisfied"
 * @param boundThreshold from this probability on the follow-up counts as being about the response, 0 to 1
 */
public record DecisionOverride(Ends satisfied, Ends dissatisfied, Optional<Double> boundThreshold) {

    /**
     * The ends of a {@link DecisionBand}.
     *
     * @param from the lower end of the abstain band
     * @param to the threshold of a decided yes
     */
    public record Ends(Optional<Double> from, Optional<Double> to) {

        /** Neither is overridden. */
        public static Ends asTheyAre() {
            return new Ends(Optional.empty(), Optional.empty());
        }

        private DecisionBand over(DecisionBand band, String head) {
            double lower = from.orElse(band.from());
            double upper = to.orElse(band.to());
            try {
                return new DecisionBand(lower, upper);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "With the thresholds of the configuration the abstain band of " + head + " runs from " + lower
                                + " to " + upper + ", but needs 0 <= from <= to <= 1; set from and to together",
                        e);
            }
        }
    }

    /** Nothing is overridden. */
    public static DecisionOverride none() {
        return new DecisionOverride(Ends.asTheyAre(), Ends.asTheyAre(), Optional.empty());
    }

    /**
     * What holds in the end.
     *
     * @param decisions of the model directory
     * @throws IllegalArgumentException if a band would be the wrong way round
     */
    Decisions over(Decisions decisions) {
        return new Decisions(
                satisfied.over(decisions.satisfied(), ModelConfig.SATISFIED),
                dissatisfied.over(decisions.dissatisfied(), ModelConfig.DISSATISFIED),
                boundThreshold.orElse(decisions.boundThreshold()));
    }
}
