package dev.gleaner.training;

import dev.gleaner.training.LabelledExchange.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Splits exchanges into folds of like size without ever splitting a group: a source's style leaks from line to line. */
public final class Folds {

    private Folds() {}

    /**
     * Assigns a fold to every exchange: the largest group first, each to the smallest fold of its origin.
     *
     * @return the fold of each exchange, 0 to {@code folds - 1}; the same for the same seed
     */
    public static int[] assign(List<LabelledExchange> exchanges, int folds, long seed) {
        int[] assigned = new int[exchanges.size()];
        for (Origin origin : Origin.values()) {
            Map<String, List<Integer>> groups = new LinkedHashMap<>();
            for (int i = 0; i < exchanges.size(); i++) {
                if (exchanges.get(i).origin() == origin) {
                    groups.computeIfAbsent(exchanges.get(i).group(), group -> new ArrayList<>())
                            .add(i);
                }
            }
            List<List<Integer>> order = new ArrayList<>(groups.values());
            Collections.shuffle(order, new Random(seed));
            order.sort((a, b) -> Integer.compare(b.size(), a.size()));
            int[] sizes = new int[folds];
            for (List<Integer> group : order) {
                int smallest = smallest(sizes);
                sizes[smallest] += group.size();
                group.forEach(i -> assigned[i] = smallest);
            }
        }
        return assigned;
    }

    private static int smallest(int[] sizes) {
        int min = Arrays.stream(sizes).min().orElseThrow();
        for (int fold = 0; ; fold++) {
            if (sizes[fold] == min) {
                return fold;
            }
        }
    }
}
