package dev.gleaner.cli;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how a training gets on: a progress bar where somebody looks on, a line a head where not. */
final class TrainingProgress implements TrainingListener, AutoCloseable {

    private static final int HEADS = ModelConfig.expectedHeads().size();

    private final @Nullable ProgressBar bar;
    private final PrintWriter lines;
    private final long begun = System.nanoTime();
    private int done;

    private TrainingProgress(@Nullable ProgressBar bar, PrintWriter lines) {
        this.bar = bar;
        this.lines = lines;
    }

    /**
     * Begins.
     *
     * @param lines where lines go
     */
    static TrainingProgress of(Terminal terminal, PrintWriter lines) {
        return new TrainingProgress(
                terminal.isInteractive()
                        ? Progress.bar(terminal, "train", " heads", HEADS).build()
                        : null,
                lines);
    }

    @Override
    public synchronized void headDone(String head, double logLoss, double areaUnderCurve) {
        done++;
        var area = Double.isNaN(areaUnderCurve) ? "-" : String.format(Locale.ROOT, "%.3f", areaUnderCurve);
        var scores = String.format(Locale.ROOT, "%s: held-out loss %.3f, AUC %s", head, logLoss, area);
        if (bar != null) {
            bar.setExtraMessage(scores);
            bar.step();
        } else {
            lines.println(done + " of " + HEADS + " heads, " + left() + " left; " + scores);
            lines.flush();
        }
    }

    private String left() {
        var elapsed = Duration.ofNanos(System.nanoTime() - begun);
        var left = elapsed.multipliedBy(HEADS - done).dividedBy(done);
        return String.format(Locale.ROOT, "about %d:%02d min", left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
