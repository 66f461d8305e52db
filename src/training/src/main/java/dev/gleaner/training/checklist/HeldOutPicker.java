package dev.gleaner.training.checklist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/**
 * Picks what is typical: items are embedded and clustered (k-means++, Arthur and Vassilvitskii, SODA 2007), and those nearest to each centre
 * are taken, so that models are judged by what many users want and not by oddities (WildFeedback, arXiv 2408.15549).
 */
public final class HeldOutPicker {

    /** After that many rounds of k-means hardly an item changes its cluster. */
    private static final int ROUNDS = 50;

    /** From this cosine on two items say the same. */
    private static final double ALIKE = 0.98;

    private final Embedder embedder;
    private final HeldOutSettings settings;

    /**
     * @param embedder tells which items are alike
     * @param settings how many to pick
     */
    public HeldOutPicker(Embedder embedder, HeldOutSettings settings) {
        this.embedder = embedder;
        this.settings = settings;
    }

    /** An item and where it lies: a vector of length 1, or 0 where the text has no words. */
    @SuppressWarnings("ArrayRecordComponent") // compared only with itself
    private record Placed(ChecklistItem item, double[] vector) implements Clusterable {

        @Override
        public double[] getPoint() {
            return vector;
        }

        boolean isLike(Placed other) {
            double cosine = 0;
            for (int i = 0; i < vector.length; i++) {
                cosine += vector[i] * other.vector[i];
            }
            return cosine >= ALIKE;
        }
    }

    /**
     * Picks the items nearest to the centres, a round through all clusters at a time. An item whose conversation is taken, or whose like is,
     * gives way to the next nearest one.
     *
     * @param items to pick from; the same in any order give the same
     */
    public HeldOut pick(List<ChecklistItem> items) {
        Map<String, List<ChecklistItem>> byWording = items.stream()
                .sorted(Comparator.comparing(ChecklistItem::pairId))
                .collect(Collectors.groupingBy(ChecklistItem::wording, LinkedHashMap::new, Collectors.toList()));
        List<Placed> candidates =
                place(byWording.values().stream().map(alike -> alike.get(0)).toList());
        List<Placed> picked = nearestFirst(candidates);
        SortedSet<String> conversations = new TreeSet<>();
        candidates.stream()
                .filter(candidate -> picked.stream().anyMatch(held -> held.equals(candidate) || held.isLike(candidate)))
                .flatMap(candidate -> byWording.getOrDefault(candidate.item().wording(), List.of()).stream())
                .forEach(item -> conversations.add(item.conversation()));
        return new HeldOut(embedder.name(), picked.stream().map(Placed::item).toList(), conversations);
    }

    private List<Placed> place(List<ChecklistItem> items) {
        List<double[]> vectors =
                embedder.embed(items.stream().map(ChecklistItem::gist).toList());
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Placed(items.get(i), normalised(vectors.get(i))))
                .toList();
    }

    private static double[] normalised(double[] vector) {
        double norm = Math.sqrt(DoubleStream.of(vector).map(x -> x * x).sum());
        return norm == 0
                ? vector.clone()
                : DoubleStream.of(vector).map(x -> x / norm).toArray();
    }

    private List<Placed> nearestFirst(List<Placed> candidates) {
        List<Deque<Placed>> clusters = cluster(candidates);
        List<Placed> picked = new ArrayList<>();
        for (int round = 0; round < settings.perCluster(); round++) {
            for (Deque<Placed> cluster : clusters) {
                if (picked.size() < settings.items()) {
                    takeNext(cluster, picked);
                }
            }
        }
        return picked;
    }

    private static void takeNext(Deque<Placed> cluster, List<Placed> picked) {
        while (!cluster.isEmpty()) {
            Placed next = cluster.removeFirst();
            if (picked.stream().noneMatch(held -> isOne(held, next))) {
                picked.add(next);
                return;
            }
        }
    }

    private static boolean isOne(Placed held, Placed next) {
        return held.item().conversation().equals(next.item().conversation()) || held.isLike(next);
    }

    /** The items of each cluster, nearest to its centre first. */
    private List<Deque<Placed>> cluster(List<Placed> candidates) {
        int places = (int) candidates.stream()
                .map(candidate -> Arrays.hashCode(candidate.vector()))
                .distinct()
                .count();
        EuclideanDistance distance = new EuclideanDistance();
        return new KMeansPlusPlusClusterer<Placed>(
                        Math.min(settings.clusters(), places), ROUNDS, distance, new Well19937c(settings.seed()))
                .cluster(candidates).stream()
                        .map(cluster -> nearestFirst(cluster, distance))
                        .toList();
    }

    private static Deque<Placed> nearestFirst(CentroidCluster<Placed> cluster, EuclideanDistance distance) {
        double[] centre = cluster.getCenter().getPoint();
        return cluster.getPoints().stream()
                .sorted(Comparator.comparingDouble((Placed placed) -> distance.compute(placed.vector(), centre))
                        .thenComparing(placed -> placed.item().pairId()))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }
}
