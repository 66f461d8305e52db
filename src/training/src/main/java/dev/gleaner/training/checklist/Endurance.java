package dev.gleaner.training.checklist;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a model may go on failing before it counts as gone. Then nothing more is asked of anybody: what the others say is of use only
 * together with what it says. For many threads.
 */
final class Endurance {

    /** That many failures of one model in a row. */
    static final int FAILURES = 5;

    private final Map<String, Integer> failuresInARow = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    void answered(String model) {
        failuresInARow.remove(model);
    }

    void failed(String model) {
        if (failuresInARow.merge(model, 1, Integer::sum) >= FAILURES) {
            isOver = true;
        }
    }

    /** Whether nothing more is to be asked; once so, always so. */
    boolean isOver() {
        return isOver;
    }
}
