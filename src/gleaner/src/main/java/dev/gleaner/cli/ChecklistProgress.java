package dev.gleaner.cli;

import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.training.checklist.ContestListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how a contest gets on: a progress bar where somebody looks on, a line now and then where not. */
final class ChecklistProgress implements ContestListener, AutoCloseable {

    /** So many lines tell enough. */
    private static final int LINES = 50;

    private final @Nullable ProgressBar bar;
    private final PrintWriter lines;
    private final long begun = System.nanoTime();

    private ChecklistProgress(@Nullable ProgressBar bar, PrintWriter lines) {
        this.bar = bar;
        this.lines = lines;
    }

    /**
     * Begins.
     *
     * @param items how many there are
     * @param lines where lines go
     */
    static ChecklistProgress of(Terminal terminal, int items, PrintWriter lines) {
        return new ChecklistProgress(
                terminal.isInteractive()
                        ? Progress.bar(terminal, "evaluate", " items", items).build()
                        : null,
                lines);
    }

    @Override
    public void itemDone(int done, int of, Tokens spent) {
        var cost = String.format(Locale.ROOT, "%,d tokens", spent.total());
        if (bar != null) {
            bar.setExtraMessage(cost);
            bar.stepTo(done);
        } else if (done % Math.max(1, of / LINES) == 0 || done == of) {
            lines.println(done + " of " + of + " items, " + cost + ", " + left(done, of) + " left");
            lines.flush();
        }
    }

    private String left(int done, int of) {
        var elapsed = Duration.ofNanos(System.nanoTime() - begun);
        var left = elapsed.multipliedBy(of - done).dividedBy(done);
        return String.format(Locale.ROOT, "about %d:%02d min", left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
