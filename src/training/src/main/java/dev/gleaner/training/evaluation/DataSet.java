package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.training.AssessedExchange;
import dev.gleaner.training.Folds;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import dev.gleaner.training.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Assessed exchanges of one origin, and how their figures are computed. */
final class DataSet {

    private static final int FIFTHS = 5;

    /** A part of fewer exchanges is thrown together with others of its kind. */
    private static final int LEAST_EXCHANGES = 20;

    private final EvaluatedModel model;
    private final List<AssessedExchange> exchanges;
    private final long seed;
    private final Bootstrap bootstrap;

    DataSet(EvaluatedModel model, List<AssessedExchange> exchanges, long seed) {
        this.model = model;
        this.exchanges = exchanges;
        this.seed = seed;
        this.bootstrap = Bootstrap.byGroup(texts(exchanges, LabelledExchange::group), seed);
    }

    DataSetFigures figures() {
        Origin origin = exchanges.get(0).exchange().origin();
        List<CategoryFigures> categories = categories();
        return new DataSetFigures(
                origin,
                exchanges.size(),
                groups(exchanges),
                List.of(satisfied(), dissatisfied(), bound()),
                categories,
                DataSetFigures.macroF1(categories),
                Confusion.of(exchanges),
                origin == Origin.REAL ? slices(LabelledExchange::group) : List.of(),
                slices(LabelledExchange::language));
    }

    private HeadFigures satisfied() {
        double[] probabilities = probabilities(assessed -> assessed.assessment().satisfied());
        return head(ModelConfig.SATISFIED, model.satisfied(), probabilities);
    }

    private HeadFigures dissatisfied() {
        double[] probabilities = probabilities(assessed -> assessed.assessment().dissatisfied());
        return head(ModelConfig.DISSATISFIED, model.dissatisfied(), probabilities);
    }

    private HeadFigures head(String head, DecisionBand band, double[] probabilities) {
        boolean[] labels = labels(head);
        double undecided = Arrays.stream(probabilities).filter(band::undecided).count() / (double) labels.length;
        return new HeadFigures(
                head,
                Quality.of(labels, labels).positives(),
                band,
                PrecisionRecall.of(Quality.said(band.from(), probabilities), labels, bootstrap),
                PrecisionRecall.of(Quality.said(band.to(), probabilities), labels, bootstrap),
                undecided,
                Optional.of(Ranking.of(probabilities, labels, band, bootstrap)));
    }

    /** A classifier tells only whether, not how likely; out of fold both are known. */
    private HeadFigures bound() {
        DecisionBand band = new DecisionBand(model.boundThreshold(), model.boundThreshold());
        boolean[] labels = labels(ModelConfig.BOUND);
        PrecisionRecall quality =
                PrecisionRecall.of(flags(assessed -> assessed.assessment().bound()), labels, bootstrap);
        boolean known = exchanges.stream()
                .allMatch(assessed -> assessed.boundProbability().isPresent());
        double[] probabilities =
                probabilities(assessed -> assessed.boundProbability().orElse(Double.NaN));
        return new HeadFigures(
                ModelConfig.BOUND,
                Quality.of(labels, labels).positives(),
                band,
                quality,
                quality,
                0,
                known ? Optional.of(Ranking.of(probabilities, labels, band, bootstrap)) : Optional.empty());
    }

    private List<CategoryFigures> categories() {
        List<LabelledExchange> labelled =
                exchanges.stream().map(AssessedExchange::exchange).toList();
        int[] fifth = Folds.assign(labelled, FIFTHS, seed);
        return Arrays.stream(Category.values())
                .map(category -> category(category, fifth))
                .toList();
    }

    private CategoryFigures category(Category category, int[] fifth) {
        double[] probabilities =
                probabilities(assessed -> assessed.assessment().categories().getOrDefault(category, 0.0));
        boolean[] labels = labels(category.name());
        boolean[] said = new boolean[labels.length];
        for (int held = 0; held < FIFTHS; held++) {
            double threshold = thresholdOfOthers(held, fifth, probabilities, labels);
            for (int i = 0; i < said.length; i++) {
                said[i] |= fifth[i] == held && probabilities[i] >= threshold;
            }
        }
        return new CategoryFigures(
                category,
                Quality.of(labels, labels).positives(),
                PrecisionRecall.of(said, labels, bootstrap),
                Quality.areaUnderCurve(probabilities, labels),
                Calibration.of(probabilities, labels).error());
    }

    private static double thresholdOfOthers(int held, int[] fifth, double[] probabilities, boolean[] labels) {
        int[] others =
                IntStream.range(0, fifth.length).filter(i -> fifth[i] != held).toArray();
        boolean[] theirLabels = new boolean[others.length];
        for (int i = 0; i < others.length; i++) {
            theirLabels[i] = labels[others[i]];
        }
        return Quality.bestThreshold(
                IntStream.of(others).mapToDouble(i -> probabilities[i]).toArray(), theirLabels);
    }

    /** The largest part first; small ones are thrown together. */
    private List<SliceFigures> slices(Function<LabelledExchange, String> name) {
        Map<String, List<AssessedExchange>> parts = exchanges.stream()
                .collect(Collectors.groupingBy(
                        assessed -> name.apply(assessed.exchange()), TreeMap::new, Collectors.toList()));
        List<SliceFigures> slices = new ArrayList<>();
        List<AssessedExchange> others = new ArrayList<>();
        int small = 0;
        for (Map.Entry<String, List<AssessedExchange>> part : parts.entrySet()) {
            if (part.getValue().size() >= LEAST_EXCHANGES) {
                slices.add(slice(part.getKey(), part.getValue()));
            } else {
                others.addAll(part.getValue());
                small++;
            }
        }
        slices.sort((a, b) -> Integer.compare(b.exchanges(), a.exchanges()));
        if (small > 0) {
            slices.add(slice(small + " others, each of fewer than " + LEAST_EXCHANGES + " exchanges", others));
        }
        return slices;
    }

    private SliceFigures slice(String name, List<AssessedExchange> part) {
        DataSet slice = new DataSet(model, part, seed);
        return new SliceFigures(
                name,
                part.size(),
                groups(part),
                slice.forced(ModelConfig.SATISFIED, model.satisfied(), assessed -> assessed.assessment()
                        .satisfied()),
                slice.forced(ModelConfig.DISSATISFIED, model.dissatisfied(), assessed -> assessed.assessment()
                        .dissatisfied()));
    }

    private PrecisionRecall forced(String head, DecisionBand band, ToDoubleFunction<AssessedExchange> probability) {
        return PrecisionRecall.of(Quality.said(band.from(), probabilities(probability)), labels(head), bootstrap);
    }

    private double[] probabilities(ToDoubleFunction<AssessedExchange> probability) {
        return exchanges.stream().mapToDouble(probability).toArray();
    }

    private boolean[] labels(String head) {
        return flags(assessed -> assessed.exchange().label(head));
    }

    private boolean[] flags(Predicate<AssessedExchange> flag) {
        boolean[] flags = new boolean[exchanges.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = flag.test(exchanges.get(i));
        }
        return flags;
    }

    private static int groups(List<AssessedExchange> exchanges) {
        return (int)
                texts(exchanges, LabelledExchange::group).stream().distinct().count();
    }

    private static List<String> texts(List<AssessedExchange> exchanges, Function<LabelledExchange, String> text) {
        return exchanges.stream()
                .map(assessed -> text.apply(assessed.exchange()))
                .toList();
    }
}
