package dev.gleaner.inference;

import dev.gleaner.schema.Category;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which of a model's outputs tell what. Several outputs may tell the same: where only one of all labels can hold, their probabilities
 * add up; else the greatest counts.
 *
 * @param activation what makes probabilities of the outputs
 * @param width how many outputs an exchange has
 * @param columns the outputs of each head, by the names of {@link ModelConfig#expectedHeads()}; a head that is not there is not told
 */
record Heads(Activation activation, int width, Map<String, List<Integer>> columns) {

    /**
     * What a model says of one exchange.
     *
     * @param satisfied probability of satisfaction
     * @param dissatisfied probability of dissatisfaction
     * @param bound probability that the follow-up is about the response; 1 where the model does not tell
     * @param categories all 18; 0 where the model does not tell
     */
    record Probabilities(double satisfied, double dissatisfied, double bound, Map<Category, Double> categories) {}

    Heads {
        columns = Map.copyOf(columns);
    }

    /** The heads of a linear model: probabilities, one a head, in the order of {@link ModelConfig#expectedHeads()}. */
    static Heads linear() {
        List<String> heads = ModelConfig.expectedHeads();
        Map<String, List<Integer>> columns = new TreeMap<>();
        IntStream.range(0, heads.size()).forEach(at -> columns.put(heads.get(at), List.of(at)));
        return new Heads(Activation.NONE, heads.size(), columns);
    }

    /** The heads that nothing tells of though every model must. */
    Set<String> missing() {
        Set<String> needed = new TreeSet<>(List.of(ModelConfig.SATISFIED, ModelConfig.DISSATISFIED));
        needed.removeAll(columns.keySet());
        return needed;
    }

    /**
     * Reads one row.
     *
     * @param outputs of a batch, row by row
     * @param row which
     */
    Probabilities read(FloatBuffer outputs, int row) {
        double[] own = new double[width];
        for (int column = 0; column < width; column++) {
            own[column] = outputs.get(row * width + column);
        }
        double[] probabilities = activation.probabilities(own);
        Map<Category, Double> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            categories.put(category, head(category.name(), probabilities, 0));
        }
        return new Probabilities(
                head(ModelConfig.SATISFIED, probabilities, 0),
                head(ModelConfig.DISSATISFIED, probabilities, 0),
                head(ModelConfig.BOUND, probabilities, 1),
                categories);
    }

    private double head(String name, double[] probabilities, double otherwise) {
        List<Integer> of = columns.get(name);
        if (of == null) {
            return otherwise;
        }
        double told = 0;
        for (int column : of) {
            told = activation == Activation.SOFTMAX
                    ? told + probabilities[column]
                    : Math.max(told, probabilities[column]);
        }
        return Math.min(1, told);
    }
}
