package dev.gleaner.bench.measure;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.HashedFeatureInput;
import dev.gleaner.inference.ModelDirectory;
import dev.gleaner.inference.ModelSettings;
import dev.gleaner.inference.features.FeatureBatch;
import dev.gleaner.topology.classify.ExchangeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the port costs: exchanges a second through {@link FeedbackModel}, by the same features and model called in a tight loop. */
public final class ClassifyCost {

    private static final int ROUNDS = 9;

    private final int exchanges;
    private final int batch;
    private final PrintStream log;

    /**
     * A measurement.
     *
     * @param exchanges exchanges a round
     * @param batch exchanges a call
     * @param log where progress is told
     */
    public ClassifyCost(int exchanges, int batch, PrintStream log) {
        this.exchanges = exchanges;
        this.batch = batch;
        this.log = log;
    }

    /**
     * What came of it, as medians over rounds that take turns.
     *
     * @param portPerS exchanges a second through the port, on one thread
     * @param directPerS exchanges a second in the tight loop, on one thread
     * @param microsPerExchange time an exchange through the port, features included
     * @param ratio the first by the second
     */
    public record Outcome(double portPerS, double directPerS, double microsPerExchange, double ratio) {}

    /** Runs it. */
    public Outcome run() throws OrtException {
        var batches = batches();
        var directory = ModelDirectory.bundled();
        var environment = OrtEnvironment.getEnvironment();
        try (var port = new FeedbackModel(directory, ModelSettings.standard());
                var options = options();
                var session = environment.createSession(directory.model(), options)) {
            var features = new FeatureBatch(((HashedFeatureInput) directory.input()).tableSize());
            var ported = new ArrayList<Double>();
            var direct = new ArrayList<Double>();
            for (var round = 0; round <= ROUNDS; round++) { // the first warms up and does not count
                var one = perSecond(() -> batches.forEach(port::classify));
                var other = perSecond(() -> batches.forEach(exchange -> run(environment, session, features, exchange)));
                log.printf("round %d: port %.0f/s, direct %.0f/s%n", round, one, other);
                if (round > 0) {
                    ported.add(one);
                    direct.add(other);
                }
            }
            return new Outcome(
                    Median.of(ported),
                    Median.of(direct),
                    1e6 / Median.of(ported),
                    Median.of(ported) / Median.of(direct));
        }
    }

    /** As the port sets them. */
    private static OrtSession.SessionOptions options() throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static void run(
            OrtEnvironment environment, OrtSession session, FeatureBatch features, List<ExchangeText> exchanges) {
        features.fill(exchanges);
        try (var ids = OnnxTensor.createTensor(environment, features.ids(), features.shape());
                var values = OnnxTensor.createTensor(environment, features.values(), features.shape());
                var result = session.run(Map.of("ids", ids, "values", values))) {
            ((OnnxTensor) result.get(0)).getFloatBuffer();
        } catch (OrtException e) {
            throw new IllegalStateException("The model failed in the tight loop", e);
        }
    }

    private double perSecond(Runnable round) {
        var start = System.nanoTime();
        round.run();
        return exchanges * 1e9 / (System.nanoTime() - start);
    }

    private List<List<ExchangeText>> batches() {
        var generator = new ChatGenerator("classify-", 4, 0);
        var batches = new ArrayList<List<ExchangeText>>();
        for (var made = 0; made < exchanges; made += batch) {
            var exchanges = new ArrayList<ExchangeText>();
            while (exchanges.size() < batch) {
                var chat = generator.next(3);
                exchanges.add(new ExchangeText(
                        chat.get(0).getContent(),
                        chat.get(1).getContent(),
                        chat.get(2).getContent()));
            }
            batches.add(exchanges);
        }
        return batches;
    }
}
