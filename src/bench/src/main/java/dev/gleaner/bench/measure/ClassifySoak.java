package dev.gleaner.bench.measure;

import dev.gleaner.inference.Batching;
import dev.gleaner.inference.DecisionOverride;
import dev.gleaner.inference.Device;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether memory outside the heap grows with what was classified: the resident set after a tenth of the exchanges, and after all. */
public final class ClassifySoak {

    private static final int BATCH = 16;
    private static final int DISTINCT = 1_024;

    private final int exchanges;
    private final PrintStream log;

    /**
     * A soak.
     *
     * @param exchanges of each model, all in all
     * @param log where progress is told
     */
    public ClassifySoak(int exchanges, PrintStream log) {
        this.exchanges = exchanges;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param ratio the greatest growth of all
     * @param models each by itself
     */
    public record Outcome(double ratio, List<Growth> models) {}

    /**
     * One model.
     *
     * @param model which
     * @param earlyKib resident set after a tenth of the exchanges, after a garbage collection, KiB
     * @param lateKib the same after all
     * @param ratio the second by the first
     */
    public record Growth(String model, long earlyKib, long lateKib, double ratio) {}

    /** Runs it: the bundled model, then the smallest transformer, whose time is the tokenizer's. */
    public Outcome run() throws IOException {
        var growths = new ArrayList<Growth>();
        var settings = new ModelSettings(new Device.Cpu(), DecisionOverride.none(), Batching.BY_LENGTH);
        try (var model = FeedbackModel.bundled(settings)) {
            growths.add(soak("bundled", model));
        }
        try (var dropIns = new DropIns(Exchanges.some(DISTINCT));
                var model = FeedbackModel.open(dropIns.tiny(), settings)) {
            growths.add(soak("tiny transformer", model));
        }
        return new Outcome(growths.stream().mapToDouble(Growth::ratio).max().orElseThrow(), growths);
    }

    private Growth soak(String name, FeedbackModel model) throws IOException {
        var batches = Exchanges.batches(Exchanges.some(DISTINCT), BATCH);
        var early = 0L;
        for (var done = 0; done < exchanges; done += BATCH) {
            if (early == 0 && done >= exchanges / 10) {
                early = residentKib();
            }
            model.classify(batches.get(done / BATCH % batches.size()));
        }
        var late = residentKib();
        var growth = new Growth(name, early, late, (double) late / early);
        log.printf("%s: %d KiB, then %d KiB, %.3f%n", name, early, late, growth.ratio());
        return growth;
    }

    private static long residentKib() throws IOException {
        System.gc(); // what the heap merely has not given back is no leak
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
