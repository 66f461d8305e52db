package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.training.AssessedExchange;
import dev.gleaner.training.Folds;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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
                List.of(
                        head(ModelConfig.SATISFIED, model.satisfied(), satisfied()),
                        head(ModelConfig.DISSATISFIED, model.dissatisfied(), dissatisfied()),
                        bound()),
                categories,
                DataSetFigures.macroF1(categories),
                Confusion.of(exchanges),
                origin == Origin.REAL ? slices(LabelledExchange::group) : List.of(),
                slices(LabelledExchange::language));
    }

    private HeadFigures head(String head, DecisionBand band, Scored scored) {
        double undecided =
                Arrays.stream(scored.probabilities()).filter(band::undecided).count() / (double) scored.exchanges();
        return new HeadFigures(
                head,
                scored.positives(),
                band,
                quality(scored.said(band.from()), scored.labels()),
                quality(scored.said(band.to()), scored.labels()),
                undecided,
                Optional.of(Ranking.of(scored, band, bootstrap)));
    }

    /** A classifier tells only whether, not how likely; out of fold both are known. */
    private HeadFigures bound() {
        DecisionBand band = new DecisionBand(model.boundThreshold(), model.boundThreshold());
        Scored scored = scored(
                ModelConfig.BOUND, assessed -> assessed.boundProbability().orElse(Double.NaN));
        PrecisionRecall quality =
                quality(flags(assessed -> assessed.assessment().bound()), scored.labels());
        boolean known = Arrays.stream(scored.probabilities()).noneMatch(Double::isNaN);
        return new HeadFigures(
                ModelConfig.BOUND,
                scored.positives(),
                band,
                quality,
                quality,
                0,
                known ? Optional.of(Ranking.of(scored, band, bootstrap)) : Optional.empty());
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
        Scored scored = scored(
                category.name(), assessed -> assessed.assessment().categories().getOrDefault(category, 0.0));
        return new CategoryFigures(
                category,
                scored.positives(),
                quality(scored.saidAsOthersChoose(fifth, FIFTHS), scored.labels()),
                scored.areaUnderCurve(),
                Calibration.of(scored).error());
    }

    /** The largest part first; small ones are thrown together, if there are several. */
    private List<SliceFigures> slices(Function<LabelledExchange, String> name) {
        Map<String, List<AssessedExchange>> parts = exchanges.stream()
                .collect(Collectors.groupingBy(
                        assessed -> name.apply(assessed.exchange()), TreeMap::new, Collectors.toList()));
        long small = parts.values().stream().filter(DataSet::isSmall).count();
        List<AssessedExchange> others = new ArrayList<>();
        List<SliceFigures> slices = new ArrayList<>();
        parts.forEach((part, theirs) -> {
            if (small > 1 && isSmall(theirs)) {
                others.addAll(theirs);
            } else {
                slices.add(slice(part, theirs));
            }
        });
        slices.sort(Comparator.comparingInt(SliceFigures::exchanges).reversed());
        if (!others.isEmpty()) {
            slices.add(slice(small + " others, each of fewer than " + LEAST_EXCHANGES + " exchanges", others));
        }
        return slices;
    }

    private static boolean isSmall(List<AssessedExchange> part) {
        return part.size() < LEAST_EXCHANGES;
    }

    private SliceFigures slice(String name, List<AssessedExchange> part) {
        DataSet slice = new DataSet(model, part, seed);
        return new SliceFigures(
                name,
                part.size(),
                groups(part),
                slice.forced(slice.satisfied(), model.satisfied()),
                slice.forced(slice.dissatisfied(), model.dissatisfied()));
    }

    private PrecisionRecall forced(Scored scored, DecisionBand band) {
        return quality(scored.said(band.from()), scored.labels());
    }

    private PrecisionRecall quality(boolean[] said, boolean[] labels) {
        return PrecisionRecall.of(said, labels, bootstrap);
    }

    private Scored satisfied() {
        return scored(ModelConfig.SATISFIED, assessed -> assessed.assessment().satisfied());
    }

    private Scored dissatisfied() {
        return scored(
                ModelConfig.DISSATISFIED, assessed -> assessed.assessment().dissatisfied());
    }

    private Scored scored(String head, ToDoubleFunction<AssessedExchange> probability) {
        return new Scored(exchanges.stream().mapToDouble(probability).toArray(), flags(assessed -> assessed.exchange()
                .label(head)));
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
