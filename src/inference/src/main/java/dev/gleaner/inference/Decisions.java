package dev.gleaner.inference;

import dev.gleaner.inference.Heads.Probabilities;
import dev.gleaner.topology.classify.Assessment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Where probabilities become decisions.
 *
 * @param satisfied the band of "satisfied"
 * @param dissatisfied the band of "dissatisfied"
 * @param boundThreshold from this probability on the follow-up counts as being about the response, 0 to 1
 */
public record Decisions(DecisionBand satisfied, DecisionBand dissatisfied, double boundThreshold) {

    /** Checks the threshold. */
    public Decisions {
        if (!(0 <= boundThreshold && boundThreshold <= 1)) {
            throw new IllegalArgumentException("The threshold of bound must be from 0 to 1, not " + boundThreshold);
        }
    }

    /** What these decisions make of probabilities. */
    Assessment assess(Probabilities probabilities) {
        return new Assessment(
                new PolarityRule(satisfied, dissatisfied)
                        .decide(probabilities.satisfied(), probabilities.dissatisfied()),
                probabilities.satisfied(),
                probabilities.dissatisfied(),
                probabilities.bound() >= boundThreshold,
                probabilities.categories());
    }

    /** Eight hexadecimal digits that other decisions do not share, for the version of a model whose decisions were overridden. */
    String fingerprint() {
        CRC32 sum = new CRC32();
        sum.update(String.format(
                        Locale.ROOT,
                        "%s %s %s %s %s",
                        satisfied.from(),
                        satisfied.to(),
                        dissatisfied.from(),
                        dissatisfied.to(),
                        boundThreshold)
                .getBytes(StandardCharsets.US_ASCII));
        return String.format("%08x", sum.getValue());
    }
}
