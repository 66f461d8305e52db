package dev.gleaner.training;

import de.bwaldvogel.liblinear.Linear;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.FeedbackTrainer.Trained;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trains a feedback model of the bundled kind. The same exchanges, in the same order, and the same seed give the same bytes. */
public final class ClassifierTraining {

    /** Ids a register has; with two registers the look-up table of ids is 1 MB. In smaller tables too many features share an id. */
    static final int TABLE_SIZE = 1 << 18;

    /** Rows that keep weights: 2.7 MB at 21 heads of 16 bits. With half of them the area under the curve falls by .001 to .004. */
    static final int MOST_ROWS = 65_000;

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
     * Trains with more than figures can be taken on: what a teacher labelled, or somebody made up. Calibration, thresholds and the
     * assessments come from the rest alone; and a model that assesses a group saw nothing else of it either.
     *
     * @param exchanges as in {@link #train(List)}
     * @param more learned from only; one whose texts are those of an exchange above is left out
     * @return the model, and what models of the same making say of {@code exchanges}
     * @throws IllegalArgumentException if the exchanges are too few to learn or to test anything
     */
    public TrainedClassifier train(List<LabelledExchange> exchanges, List<WeightedExchange> more) {
        requireGroups(exchanges);
        requirePositives(exchanges, ModelConfig.SATISFIED);
        requirePositives(exchanges, ModelConfig.DISSATISFIED);
        Linear.disableDebugOutput();
        Trained trained =
                new FeedbackTrainer(TABLE_SIZE, MOST_ROWS, seed).train(exchanges, without(exchanges, more), listener);
        return new TrainedClassifier(
                LinearGraph.write(trained.heads()),
                trained.config(),
                assessed(exchanges, trained),
                Split.of(exchanges, trained.fold(), seed));
    }

    private static List<WeightedExchange> without(List<LabelledExchange> exchanges, List<WeightedExchange> more) {
        Set<ExchangeText> known = exchanges.stream().map(LabelledExchange::text).collect(Collectors.toSet());
        return more.stream()
                .filter(one -> !known.contains(one.exchange().text()))
                .toList();
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
