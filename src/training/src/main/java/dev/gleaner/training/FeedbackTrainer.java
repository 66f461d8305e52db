package dev.gleaner.training;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.inference.features.FeatureExtractor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains all heads of a feedback model. Everything that is chosen (calibration, thresholds) is chosen on scores of models that did not
 * see the exchange's group. The same exchanges and seed give the same model.
 */
final class FeedbackTrainer {

    static final String NAME = "gleaner-feedback-linear";

    static final int FOLDS = 5;
    private static final int RAREST = 3;

    /** Few heads have many examples of both classes; the rest would be all noise if both classes weighed the same. */
    private static final LogisticRegression POLARITY = new LogisticRegression(0.15, 1);

    private static final LogisticRegression CATEGORY = new LogisticRegression(0.1, 0.5);

    /** A decided yes is right this often, out of fold, among real and among written exchanges alike. */
    private static final double STATED_PRECISION = 0.85;

    private final int tableSize;
    private final int mostRows;
    private final long seed;

    /**
     * @param tableSize ids a register of talk has, a power of two
     * @param mostRows how many ids may keep weights
     * @param seed decides the folds
     */
    FeedbackTrainer(int tableSize, int mostRows, long seed) {
        this.tableSize = tableSize;
        this.mostRows = mostRows;
        this.seed = seed;
    }

    /**
     * What training gives.
     *
     * @param heads the weights, calibration folded in
     * @param config the model directory's configuration
     * @param outOfFold a head's probabilities of the exchanges, none from a model that saw the exchange's group
     * @param fold the fold of each exchange
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Trained(LinearHeads heads, ModelConfig config, List<double[]> outOfFold, int[] fold) {}

    /**
     * Trains.
     *
     * @param exchanges what is chosen is chosen on them alone, and so are all figures
     * @param more the weights are learned from them too
     */
    Trained train(List<LabelledExchange> exchanges, List<WeightedExchange> more, TrainingListener listener) {
        int[] fold = Folds.assign(exchanges, FOLDS, seed);
        TrainingRows rows = TrainingRows.of(exchanges, more, fold);
        FeatureMatrix matrix = FeatureMatrix.of(rows, tableSize, RAREST);
        List<TrainedHead> heads = ModelConfig.expectedHeads().parallelStream()
                .map(head -> train(head, matrix, rows, labels(exchanges, head), listener))
                .toList();
        int[] general = IntStream.range(0, exchanges.size())
                .filter(i -> matrix.register(i) == LinearHeads.BLENDED_REGISTER)
                .toArray();
        double[][] logits = heads.stream().map(TrainedHead::logits).toArray(double[][]::new);
        LinearHeads linear = LinearHeads.of(
                matrix,
                heads.stream().map(TrainedHead::weights).toArray(double[][]::new),
                heads.stream().map(TrainedHead::scaling).toArray(PlattScaling[]::new),
                blends(exchanges, logits, general),
                mostRows);
        List<double[]> outOfFold = outOfFold(exchanges, logits, general, fold);
        return new Trained(linear, config(exchanges, more.size(), linear, outOfFold), outOfFold, fold);
    }

    /** @param logits calibrated, of the exchanges, none from a model that saw the exchange's group */
    private record TrainedHead(double[] weights, PlattScaling scaling, double[] logits) {}

    private static TrainedHead train(
            String head, FeatureMatrix matrix, TrainingRows rows, boolean[] labels, TrainingListener listener) {
        LogisticRegression recipe = isCategory(head) ? CATEGORY : POLARITY;
        boolean[] all = rows.labels(head);
        double[] scores = OutOfFold.scores(recipe, matrix, rows, all);
        PlattScaling scaling = PlattScaling.fit(scores, labels);
        double[] logits = Arrays.stream(scores).map(scaling::logit).toArray();
        double[] weights = recipe.fit(matrix.rows(), all, rows.weights(), matrix.columns());
        double[] probabilities =
                Arrays.stream(logits).map(PlattScaling::sigmoid).toArray();
        listener.headDone(head, Quality.logLoss(probabilities, labels), Quality.areaUnderCurve(probabilities, labels));
        return new TrainedHead(weights, scaling, logits);
    }

    /** Satisfied and dissatisfied are looked at again beside the categories that they are made of. */
    private static boolean isBlended(String head) {
        return head.equals(ModelConfig.SATISFIED) || head.equals(ModelConfig.DISSATISFIED);
    }

    private static List<Blend> blends(List<LabelledExchange> exchanges, double[][] logits, int[] general) {
        List<String> heads = ModelConfig.expectedHeads();
        return IntStream.range(0, logits.length)
                .mapToObj(head -> isBlended(heads.get(head))
                        ? Blend.fit(logits, head, labels(exchanges, heads.get(head)), general)
                        : Blend.none(logits.length))
                .toList();
    }

    /** The final probabilities; a blend never learns from the fold that it is applied to. */
    private static List<double[]> outOfFold(
            List<LabelledExchange> exchanges, double[][] logits, int[] general, int[] fold) {
        List<String> heads = ModelConfig.expectedHeads();
        return IntStream.range(0, logits.length)
                .mapToObj(head -> isBlended(heads.get(head))
                        ? OutOfFold.blended(logits, head, labels(exchanges, heads.get(head)), general, fold)
                        : Arrays.stream(logits[head]).map(PlattScaling::sigmoid).toArray())
                .toList();
    }

    private static boolean isCategory(String head) {
        return ModelConfig.expectedHeads().indexOf(head)
                > ModelConfig.expectedHeads().indexOf(ModelConfig.BOUND);
    }

    static boolean[] labels(List<LabelledExchange> exchanges, String head) {
        boolean[] labels = new boolean[exchanges.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = exchanges.get(i).label(head);
        }
        return labels;
    }

    private ModelConfig config(
            List<LabelledExchange> exchanges, int more, LinearHeads heads, List<double[]> outOfFold) {
        DecisionBand satisfied = band(exchanges, ModelConfig.SATISFIED, outOfFold);
        DecisionBand dissatisfied = band(exchanges, ModelConfig.DISSATISFIED, outOfFold);
        double bound = 0.5;
        String decisions = satisfied + " " + dissatisfied + " " + bound;
        return new ModelConfig(
                NAME,
                "1-" + Digest.of(4, LinearGraph.write(heads), decisions.getBytes(StandardCharsets.UTF_8)),
                ModelConfig.HASHED_FEATURES,
                new ModelConfig.FeatureTable(tableSize, FeatureExtractor.fingerprint()),
                ModelConfig.expectedHeads(),
                satisfied,
                dissatisfied,
                bound,
                TrainingData.sentence(exchanges, more));
    }

    /**
     * Decided yes from the stated precision on; undecided below that as far as the threshold of the best F1, where a classifier that may
     * not abstain would say yes.
     */
    private static DecisionBand band(List<LabelledExchange> exchanges, String head, List<double[]> outOfFold) {
        double[] all = outOfFold.get(ModelConfig.expectedHeads().indexOf(head));
        double best = Quality.bestThreshold(all, labels(exchanges, head));
        double precise = 0;
        for (LabelledExchange.Origin origin : LabelledExchange.Origin.values()) {
            int[] part = TrainingData.ofOrigin(exchanges, origin);
            boolean[] labels = TrainingData.pick(labels(exchanges, head), part);
            double threshold = Quality.thresholdForPrecision(STATED_PRECISION, TrainingData.pick(all, part), labels);
            precise = part.length == 0 ? precise : Math.max(precise, threshold);
        }
        double to = roundedUp(precise);
        return new DecisionBand(Math.min(roundedUp(best), to), to);
    }

    private static double roundedUp(double probability) {
        return Math.ceil(probability * 1000) / 1000;
    }
}
