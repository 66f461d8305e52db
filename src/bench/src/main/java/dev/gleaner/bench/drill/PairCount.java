package dev.gleaner.bench.drill;

import dev.gleaner.schema.PreferencePair;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Expected against published pairs, as sets and by how often each is there.
 *
 * @param expected pairs that should be there
 * @param missing of them, those that are not
 * @param doubled records beyond the first of their pair
 * @param extra pairs that are there and should not be
 */
public record PairCount(int expected, Set<ExpectedPairs.Pair> missing, int doubled, Set<ExpectedPairs.Pair> extra) {

    /** Whether every expected pair is there exactly once, and nothing else. */
    public boolean isExactlyOnce() {
        return missing.isEmpty() && doubled == 0 && extra.isEmpty() && expected > 0;
    }

    /** Compares. */
    public static PairCount of(Set<ExpectedPairs.Pair> expected, List<PreferencePair> published) {
        var found = new HashSet<ExpectedPairs.Pair>();
        var doubled = 0;
        for (var pair : published) {
            doubled += found.add(asExpected(pair)) ? 0 : 1;
        }
        return new PairCount(expected.size(), without(expected, found), doubled, without(found, expected));
    }

    private static ExpectedPairs.Pair asExpected(PreferencePair pair) {
        return new ExpectedPairs.Pair(
                pair.getConversationId(),
                pair.getMethod().name(),
                pair.getRejected().getTurnId().orElse(""),
                pair.getChosen().getTurnId().orElse(""));
    }

    private static Set<ExpectedPairs.Pair> without(Set<ExpectedPairs.Pair> these, Set<ExpectedPairs.Pair> those) {
        var rest = new HashSet<>(these);
        rest.removeAll(those);
        return Set.copyOf(rest);
    }
}
