package dev.gleaner.training.checklist;

import java.util.concurrent.atomic.AtomicInteger;

/** How long a service may go on failing before it counts as gone. For many threads. */
final class Endurance {

    /** That many failures in a row, of whichever model. */
    static final int FAILURES = 5;

    private final AtomicInteger failuresInARow = new AtomicInteger();

    void answered() {
        failuresInARow.updateAndGet(failures -> failures < FAILURES ? 0 : failures);
    }

    void failed() {
        failuresInARow.incrementAndGet();
    }

    /** Whether nothing more is to be asked; once so, always so. */
    boolean isOver() {
        return failuresInARow.get() >= FAILURES;
    }
}
