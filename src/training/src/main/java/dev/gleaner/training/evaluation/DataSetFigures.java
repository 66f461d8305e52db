package dev.gleaner.training.evaluation;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.List;
import java.util.Locale;

/**
 * The figures of the real or of the written exchanges: the two are never mixed.
 *
 * @param origin which of the two
 * @param exchanges how many there are
 * @param groups how many sources or conversations they are of
 * @param heads satisfied, dissatisfied and bound
 * @param categories all 18
 * @param macroF1 the mean F1 of the categories that at least {@value #LEAST_POSITIVES} exchanges are labelled with
 * @param confusion polarity given by polarity expected
 * @param sources the parts by source; nothing for written exchanges, whose groups are conversations
 * @param languages the parts by language
 */
public record DataSetFigures(
        Origin origin,
        int exchanges,
        int groups,
        List<HeadFigures> heads,
        List<CategoryFigures> categories,
        double macroF1,
        Confusion confusion,
        List<SliceFigures> sources,
        List<SliceFigures> languages) {

    /** Categories of fewer positives do not count in the mean. */
    public static final int LEAST_POSITIVES = 20;

    /** Keeps the lists as they are now. */
    public DataSetFigures {
        heads = List.copyOf(heads);
        categories = List.copyOf(categories);
        sources = List.copyOf(sources);
        languages = List.copyOf(languages);
    }

    /** The data set's name: real or written. */
    public String name() {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    /** The heads that may abstain. */
    List<HeadFigures> polarityHeads() {
        return heads.stream()
                .filter(head -> !head.head().equals(ModelConfig.BOUND))
                .toList();
    }

    static double macroF1(List<CategoryFigures> categories) {
        return categories.stream()
                .filter(category -> category.positives() >= LEAST_POSITIVES)
                .mapToDouble(category -> category.quality().f1().value())
                .average()
                .orElse(Double.NaN);
    }
}
