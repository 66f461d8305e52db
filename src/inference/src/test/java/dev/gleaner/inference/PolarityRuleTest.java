package dev.gleaner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.schema.Polarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolarityRuleTest {

    private final PolarityRule rule = new PolarityRule(new DecisionBand(0.4, 0.6), new DecisionBand(0.5, 0.8));

    @ParameterizedTest
    @CsvSource({
        "0.60, 0.00, SATISFIED",
        "0.00, 0.80, DISSATISFIED",
        "0.60, 0.80, MIXED",
        "0.39, 0.49, NONE",
        "0.40, 0.00, ABSTAINED",
        "0.00, 0.79, ABSTAINED",
        "0.59, 0.79, ABSTAINED",
        "0.60, 0.79, SATISFIED",
        "0.59, 0.80, DISSATISFIED",
    })
    void shouldAbstainOnlyWhereNothingIsDecidedYesAndSomethingIsUndecided(
            double satisfied, double dissatisfied, Polarity polarity) {
        assertThat(rule.decide(satisfied, dissatisfied)).isEqualTo(polarity);
    }

    @Test
    void shouldNeverAbstainWithoutABand() {
        PolarityRule sharp = new PolarityRule(new DecisionBand(0.5, 0.5), new DecisionBand(0.5, 0.5));

        assertThat(sharp.decide(0.499, 0.499)).isEqualTo(Polarity.NONE);
        assertThat(sharp.decide(0.5, 0.499)).isEqualTo(Polarity.SATISFIED);
    }

    @Test
    void shouldRefuseABandThatIsTheWrongWayRound() {
        assertThatThrownBy(() -> new DecisionBand(0.6, 0.4)).hasMessageContaining("from 0.6 to 0.4");
    }
}
