package dev.gleaner.training;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What models learn from: first the exchanges labelled by the rubric, which are scored out of fold, then those labelled by a teacher,
 * which are learned from only.
 *
 * @param exchanges all of them
 * @param weights what each counts, 0 to 1
 * @param fold the folds of those labelled by the rubric
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrainingRows(List<LabelledExchange> exchanges, double[] weights, int[] fold) {

    static TrainingRows of(List<LabelledExchange> rubric, List<TaughtExchange> taught, int[] fold) {
        return new TrainingRows(
                Stream.concat(rubric.stream(), taught.stream().map(TaughtExchange::exchange))
                        .toList(),
                DoubleStream.concat(
                                rubric.stream().mapToDouble(exchange -> 1),
                                taught.stream().mapToDouble(TaughtExchange::confidence))
                        .toArray(),
                fold);
    }

    int folds() {
        return IntStream.of(fold).max().orElse(0) + 1;
    }

    /** The rows that are scored when a fold is held out. */
    int[] of(int held) {
        return IntStream.range(0, fold.length).filter(row -> fold[row] == held).toArray();
    }

    /** The rows to learn from when a fold is held out: the other folds, and of the teacher's what shares no group with the fold. */
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
