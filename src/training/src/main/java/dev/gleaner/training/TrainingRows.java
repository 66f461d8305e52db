package dev.gleaner.training;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What models learn from: first the exchanges that are scored out of fold, then those that are learned from only.
 *
 * @param exchanges all of them
 * @param weights what each counts, 0 to 1
 * @param fold the folds of those that are scored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrainingRows(List<LabelledExchange> exchanges, double[] weights, int[] fold) {

    static TrainingRows of(List<LabelledExchange> scored, List<WeightedExchange> more, int[] fold) {
        return new TrainingRows(
                Stream.concat(scored.stream(), more.stream().map(WeightedExchange::exchange))
                        .toList(),
                DoubleStream.concat(
                                scored.stream().mapToDouble(exchange -> 1),
                                more.stream().mapToDouble(WeightedExchange::weight))
                        .toArray(),
                fold);
    }

    /** Whether a row was written for the purpose, and is learned from only. */
    boolean isMadeUp(int row) {
        return row >= fold.length && exchanges.get(row).origin() == LabelledExchange.Origin.WRITTEN;
    }

    int folds() {
        return IntStream.of(fold).max().orElse(0) + 1;
    }

    /** The rows that are scored when a fold is held out. */
    int[] of(int held) {
        return IntStream.range(0, fold.length).filter(row -> fold[row] == held).toArray();
    }

    /** The rows to learn from when a fold is held out: the other folds, and of the rest what shares no group with the fold. */
    int[] without(int held) {
        Set<String> groups = Arrays.stream(of(held))
                .mapToObj(row -> exchanges.get(row).group())
                .collect(Collectors.toSet());
        return IntStream.range(0, exchanges.size())
                .filter(row -> row < fold.length
                        ? fold[row] != held
                        : !groups.contains(exchanges.get(row).group()))
                .toArray();
    }

    boolean[] labels(String head) {
        return FeedbackTrainer.labels(exchanges, head);
    }
}
