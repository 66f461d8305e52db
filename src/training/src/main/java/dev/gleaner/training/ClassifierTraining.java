package dev.gleaner.training;

import de.bwaldvogel.liblinear.Linear;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.training.FeedbackTrainer.Trained;
import java.util.List;
import java.util.stream.IntStream;

/** Trains a feedback model of the bundled kind. The same exchanges, in the same order, and the same seed give the same bytes. */
public final class ClassifierTraining {

    /** Ids a register has; with two registers the look-up table of ids is 1 MB. In smaller tables too many features share an id. */
    static final int TABLE_SIZE = 1 << 18;

    /** Rows that keep weights: 2.6 MB at 21 heads. */
    static final int MOST_ROWS = 32_000;

    private final long seed;
    private final TrainingListener listener;

    /**
     * Sets up a training.
     *
     * @param seed decides the folds
     * @param listener is told how it gets on
     */
    public ClassifierTraining(long seed, TrainingListener listener) {
        this.seed = seed;
        this.listener = listener;
    }

    /**
     * Trains.
     *
     * @param exchanges of at least {@value FeedbackTrainer#FOLDS} groups, with at least one satisfied and one dissatisfied
     * @return the model, and what models of the same making say of exchanges that they did not see
     * @throws IllegalArgumentException if the exchanges are too few to learn or to test anything
     */
    public TrainedClassifier train(List<LabelledExchange> exchanges) {
        return train(exchanges, List.of());
    }

    /**
     * Trains with what a teacher labelled beside what was labelled by the rubric. Calibration, thresholds and the assessments come from
     * the latter alone; and a model that assesses a group saw nothing of it, from the teacher either.
     *
     * @param exchanges labelled by the rubric: as in {@link #train(List)}
     * @param taught labelled by a teacher; they weigh what their confidence says
     * @return the model, and what models of the same making say of {@code exchanges}
     * @throws IllegalArgumentException if the exchanges are too few to learn or to test anything
     */
    public TrainedClassifier train(List<LabelledExchange> exchanges, List<TaughtExchange> taught) {
        requireGroups(exchanges);
        requirePositives(exchanges, ModelConfig.SATISFIED);
        requirePositives(exchanges, ModelConfig.DISSATISFIED);
        Linear.disableDebugOutput();
        Trained trained = new FeedbackTrainer(TABLE_SIZE, MOST_ROWS, seed).train(exchanges, taught, listener);
        return new TrainedClassifier(
                LinearGraph.write(trained.heads()),
                trained.config(),
                assessed(exchanges, trained),
                Split.of(exchanges, trained.fold(), seed));
    }

    private static void requireGroups(List<LabelledExchange> exchanges) {
        long groups = exchanges.stream().map(LabelledExchange::group).distinct().count();
        if (groups < FeedbackTrainer.FOLDS) {
            throw new IllegalArgumentException(
                    "The labels are of " + groups + " sources or conversations, and at least "
                            + FeedbackTrainer.FOLDS
                            + " are needed to hold some out; label more, or name the conversations by 'conversation_id'"
                            + " instead of 'source'");
        }
    }

    private static void requirePositives(List<LabelledExchange> exchanges, String head) {
        if (exchanges.stream().noneMatch(exchange -> exchange.label(head))) {
            throw new IllegalArgumentException(
                    "No exchange is labelled with a category of '" + head + "'; there is nothing to learn it from");
        }
    }

    private static List<AssessedExchange> assessed(List<LabelledExchange> exchanges, Trained trained) {
        return IntStream.range(0, exchanges.size())
                .mapToObj(i -> AssessedExchange.of(
                        exchanges.get(i),
                        trained.config(),
                        trained.outOfFold().stream()
                                .mapToDouble(head -> head[i])
                                .toArray()))
                .toList();
    }
}
