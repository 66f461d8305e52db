package dev.gleaner.training.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Resamples exchanges by group: whole sources or conversations are drawn with replacement, as many as there are, because the exchanges
 * of one are alike (the cluster bootstrap of Field and Welsh, Journal of the Royal Statistical Society B 69, 2007).
 */
public final class Bootstrap {

    /** How often is drawn. */
    public static final int RESAMPLES = 1_000;

    private final List<int[]> groups;
    private final long seed;

    private Bootstrap(List<int[]> groups, long seed) {
        this.groups = groups;
        this.seed = seed;
    }

    /**
     * Draws groups; where there is only one, its exchanges.
     *
     * @param groupOf the group of each exchange
     * @param seed the same gives the same resamples
     */
    public static Bootstrap byGroup(List<String> groupOf, long seed) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < groupOf.size(); i++) {
            members.computeIfAbsent(groupOf.get(i), group -> new ArrayList<>()).add(i);
        }
        return new Bootstrap(members.size() == 1 ? singles(groupOf.size()) : arrays(members.values()), seed);
    }

    private static List<int[]> singles(int exchanges) {
        return IntStream.range(0, exchanges).mapToObj(i -> new int[] {i}).toList();
    }

    private static List<int[]> arrays(Collection<List<Integer>> groups) {
        return groups.stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /**
     * Computes something on every resample.
     *
     * @param statistic of the indices that were drawn; one that is there twice was drawn twice
     * @return nothing for a single exchange: resampling it tells nothing
     */
    public <T> List<T> draws(Function<int[], T> statistic) {
        if (groups.size() < 2) {
            return List.of();
        }
        return IntStream.range(0, RESAMPLES)
                .parallel()
                .mapToObj(resample -> statistic.apply(draw(resample)))
                .toList();
    }

    private int[] draw(int resample) {
        SplittableRandom random = new SplittableRandom(seed * RESAMPLES + resample);
        return IntStream.range(0, groups.size())
                .mapToObj(i -> groups.get(random.nextInt(groups.size())))
                .flatMapToInt(IntStream::of)
                .toArray();
    }
}
