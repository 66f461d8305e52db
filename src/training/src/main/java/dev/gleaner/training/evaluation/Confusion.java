package dev.gleaner.training.evaluation;

import dev.gleaner.schema.Polarity;
import dev.gleaner.training.AssessedExchange;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often each polarity was given where each was expected.
 *
 * @param counts by the expected polarity, and there by the given one; all are there, but nobody expects ABSTAINED
 */
public record Confusion(Map<Polarity, Map<Polarity, Integer>> counts) {

    static Confusion of(List<AssessedExchange> exchanges) {
        Map<Polarity, Map<Polarity, Integer>> counts = new EnumMap<>(Polarity.class);
        for (Polarity expected : Polarity.values()) {
            if (expected != Polarity.ABSTAINED) {
                counts.put(expected, given(exchanges, expected));
            }
        }
        return new Confusion(Collections.unmodifiableMap(counts));
    }

    private static Map<Polarity, Integer> given(List<AssessedExchange> exchanges, Polarity expected) {
        Map<Polarity, Integer> given = new EnumMap<>(Polarity.class);
        for (Polarity polarity : Polarity.values()) {
            given.put(polarity, 0);
        }
        exchanges.stream()
                .filter(assessed -> assessed.exchange().polarity() == expected)
                .forEach(assessed -> given.merge(assessed.assessment().polarity(), 1, Integer::sum));
        return Collections.unmodifiableMap(given);
    }
}
