package dev.gleaner.cli;

import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar where somebody looks on, nothing where not. */
final class Progress implements LongConsumer, AutoCloseable {

    private static final long UNKNOWN = -1;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Begins at 0, with no known end: what comes from a pipe has none. */
    static Progress of(Terminal terminal, String task) {
        return of(terminal, task, " turns", UNKNOWN);
    }

    /**
     * Begins at 0.
     *
     * @param unit what is counted, after a blank
     * @param end what it comes to
     */
    static Progress of(Terminal terminal, String task, String unit, long end) {
        return new Progress(
                terminal.isInteractive()
                        ? bar(terminal, task, unit, end).showSpeed().build()
                        : null);
    }

    /** A bar as all our commands draw it. */
    static ProgressBarBuilder bar(Terminal terminal, String task, String unit, long end) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(end)
                .setUnit(unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(terminal.columns());
    }

    @Override
    public void accept(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
