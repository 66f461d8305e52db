package dev.gleaner.bench.measure;

import ai.onnxruntime.OrtException;
import dev.gleaner.inference.Batching;
import dev.gleaner.inference.DecisionOverride;
import dev.gleaner.inference.Device;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelDirectory;
import dev.gleaner.inference.ModelSettings;
import dev.gleaner.inference.dropin.Precision;
import dev.gleaner.topology.classify.ExchangeText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What classification costs: exchanges a second through {@link FeedbackModel}, by the same text stage and model called in a tight
 * loop; and where the time goes, for the bundled model and for a transformer of MiniLM's shape.
 */
public final class ClassifyCost {

    private static final int ROUNDS = 5;
    private static final int TRANSFORMER_ROUNDS = 2;
    private static final List<Integer> BATCHES = List.of(1, 8, 64);

    private final int exchanges;
    private final int transformerExchanges;
    private final PrintStream log;

    /**
     * A measurement.
     *
     * @param exchanges exchanges a round of the bundled model
     * @param transformerExchanges exchanges a round of the transformers, 0 to leave them out
     * @param log where progress is told
     */
    public ClassifyCost(int exchanges, int transformerExchanges, PrintStream log) {
        this.exchanges = exchanges;
        this.transformerExchanges = transformerExchanges;
        this.log = log;
    }

    /**
     * What came of it. The first four are of the bundled model, one exchange a call, on one thread.
     *
     * @param portPerS exchanges a second through the port
     * @param directPerS exchanges a second in the tight loop
     * @param microsPerExchange time an exchange through the port
     * @param ratio the first by the second
     * @param models all that was measured, by model
     */
    public record Outcome(
            double portPerS, double directPerS, double microsPerExchange, double ratio, List<ModelOutcome> models) {}

    /**
     * One model.
     *
     * @param model which
     * @param calls by exchanges a call, one thread, rows padded to the longest of the call
     * @param runs through the port
     */
    public record ModelOutcome(String model, List<Call> calls, List<Run> runs) {}

    /**
     * The port against the tight loop, over the same batches, as medians over rounds that take turns.
     *
     * @param batch exchanges a call
     * @param portPerS exchanges a second through the port
     * @param directPerS exchanges a second in the tight loop
     * @param ratio the one by the other
     * @param textMicros features or tokenizer, an exchange
     * @param tensorMicros making and freeing tensors, an exchange
     * @param runtimeMicros ONNX Runtime, an exchange
     */
    public record Call(
            int batch,
            double portPerS,
            double directPerS,
            double ratio,
            double textMicros,
            double tensorMicros,
            double runtimeMicros) {}

    /**
     * The port in one of the ways that it can be used.
     *
     * @param batch exchanges a call
     * @param threads that call it
     * @param byLength whether rows of nearly the same length share a call of ONNX Runtime
     * @param perS exchanges a second, of all threads
     */
    public record Run(int batch, int threads, boolean byLength, double perS) {}

    /** Runs it. */
    public Outcome run() throws OrtException, IOException {
        var models = new ArrayList<ModelOutcome>();
        models.add(measure("bundled", ModelDirectory::bundled, Exchanges.some(exchanges), ROUNDS));
        if (transformerExchanges > 0) {
            var some = Exchanges.some(transformerExchanges);
            try (var dropIns = new DropIns(some)) {
                for (var precision : Precision.values()) {
                    var folder = dropIns.miniLm(precision);
                    models.add(measure(
                            "minilm-" + precision, () -> ModelDirectory.open(folder), some, TRANSFORMER_ROUNDS));
                }
            }
        }
        var single = models.get(0).calls().get(0);
        return new Outcome(single.portPerS(), single.directPerS(), 1e6 / single.portPerS(), single.ratio(), models);
    }

    private ModelOutcome measure(String name, Supplier<ModelDirectory> directory, List<ExchangeText> some, int rounds)
            throws OrtException {
        var calls = new ArrayList<Call>();
        var runs = new ArrayList<Run>();
        try (var port = port(directory, Batching.ALL_AT_ONCE);
                var direct = new DirectCall(directory.get())) {
            for (var batch : BATCHES) {
                calls.add(call(name, port, direct, Exchanges.batches(some, batch), rounds));
            }
        }
        for (var batching : Batching.values()) {
            try (var port = port(directory, batching)) {
                for (var batch : BATCHES) {
                    runs.add(run(name, port, batching, Exchanges.batches(some, batch), 1, rounds));
                    runs.add(run(name, port, batching, Exchanges.batches(some, batch), 2, rounds));
                }
            }
        }
        return new ModelOutcome(name, calls, runs);
    }

    private static FeedbackModel port(Supplier<ModelDirectory> directory, Batching batching) {
        return new FeedbackModel(
                directory.get(), new ModelSettings(new Device.Cpu(), DecisionOverride.none(), batching));
    }

    private Call call(
            String name, FeedbackModel port, DirectCall direct, List<List<ExchangeText>> batches, int rounds) {
        var ported = new ArrayList<Double>();
        var directly = new ArrayList<Double>();
        for (var round = 0; round <= rounds; round++) { // the first warms up and does not count
            var one = perSecond(batches, () -> batches.forEach(port::classify));
            var other = perSecond(batches, () -> batches.forEach(direct::run));
            if (round > 0) {
                ported.add(one);
                directly.add(other);
            } else {
                direct.stages();
            }
        }
        var stages = direct.stages();
        var call = new Call(
                batches.get(0).size(),
                Median.of(ported),
                Median.of(directly),
                Median.of(ported) / Median.of(directly),
                stages.text(),
                stages.tensor(),
                stages.runtime());
        log.printf(
                "%s, %d a call: port %.0f/s, direct %.0f/s, %.2f; text %.1f, tensor %.1f, runtime %.1f us%n",
                name,
                call.batch(),
                call.portPerS(),
                call.directPerS(),
                call.ratio(),
                call.textMicros(),
                call.tensorMicros(),
                call.runtimeMicros());
        return call;
    }

    private Run run(
            String name,
            FeedbackModel port,
            Batching batching,
            List<List<ExchangeText>> batches,
            int threads,
            int rounds) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var rates = new ArrayList<Double>();
            for (var round = 0; round <= (rounds + 1) / 2; round++) {
                rates.add(perSecond(batches, () -> share(batches, pool, threads, port)));
            }
            var run = new Run(
                    batches.get(0).size(),
                    threads,
                    batching == Batching.BY_LENGTH,
                    Median.of(rates.subList(1, rates.size())));
            log.printf(
                    "%s, %d a call, %d threads, %s: %.0f/s%n", name, run.batch(), run.threads(), batching, run.perS());
            return run;
        } finally {
            pool.shutdown();
        }
    }

    /** Thread t takes every batch whose number is t, t + threads, and so on. */
    private static void share(List<List<ExchangeText>> batches, ExecutorService pool, int threads, FeedbackModel port) {
        var shares = new ArrayList<CompletableFuture<Void>>();
        for (var thread = 0; thread < threads; thread++) {
            var first = thread;
            shares.add(CompletableFuture.runAsync(
                    () -> {
                        for (var at = first; at < batches.size(); at += threads) {
                            port.classify(batches.get(at));
                        }
                    },
                    pool));
        }
        shares.forEach(CompletableFuture::join);
    }

    private static double perSecond(List<List<ExchangeText>> batches, Runnable round) {
        var exchanges = batches.stream().mapToInt(List::size).sum();
        var start = System.nanoTime();
        round.run();
        return exchanges * 1e9 / (System.nanoTime() - start);
    }
}
