package dev.gleaner.training.teacher;

import dev.gleaner.training.TaughtExchange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a teacher gave.
 *
 * @param taught what there is to learn from: the labels of this time and of earlier times
 * @param known how many of the sample had a label from an earlier time, and were not asked about
 * @param asked how many exchanges the teacher was asked about
 * @param labelled how many of these it labelled
 * @param skipped why the others have no label
 * @param unasked how many were not asked about any more, as the teacher had stopped answering
 * @param tokens read and written by the teacher, as far as it tells
 */
public record Lesson(
        List<TaughtExchange> taught,
        int known,
        int asked,
        int labelled,
        Map<SkipReason, Integer> skipped,
        int unasked,
        long tokens) {

    /** Keeps lists and counts as they are now. */
    public Lesson {
        taught = List.copyOf(taught);
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }
}
