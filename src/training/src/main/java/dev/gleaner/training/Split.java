package dev.gleaner.training;

import dev.gleaner.training.LabelledExchange.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How exchanges were split for figures out of fold: each fold was assessed by a model of the other folds.
 *
 * @param seed what decided the folds
 * @param folds by origin, and there in order
 */
public record Split(long seed, List<Fold> folds) {

    /** Keeps the list as it is now. */
    public Split {
        folds = List.copyOf(folds);
    }

    /**
     * A fold's exchanges of one origin.
     *
     * @param origin of all of them
     * @param fold the fold, the first is 1
     * @param groups how many sources or conversations, none of which is in another fold
     * @param exchanges how many exchanges
     */
    public record Fold(Origin origin, int fold, int groups, int exchanges) {}

    static Split of(List<LabelledExchange> exchanges, int[] foldOf, long seed) {
        List<Fold> folds = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            for (int fold = 0; fold <= Arrays.stream(foldOf).max().orElseThrow(); fold++) {
                int held = fold;
                List<String> groups = IntStream.range(0, foldOf.length)
                        .filter(i -> foldOf[i] == held && exchanges.get(i).origin() == origin)
                        .mapToObj(i -> exchanges.get(i).group())
                        .toList();
                if (!groups.isEmpty()) {
                    folds.add(new Fold(
                            origin, fold + 1, (int) groups.stream().distinct().count(), groups.size()));
                }
            }
        }
        return new Split(seed, folds);
    }
}
