package dev.gleaner.topology.classify;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.Polarity;
import java.util.Map;

/**
 * What a classifier says of one exchange.
 *
 * @param polarity the verdict at the classifier's own thresholds; {@link Polarity#ABSTAINED} inside its abstain band
 * @param satisfied probability that the follow-up expresses satisfaction, 0 to 1
 * @param dissatisfied probability that the follow-up expresses dissatisfaction, 0 to 1
 * @param bound whether the follow-up is about that response at all
 * @param categories for each category the probability, 0 to 1, that it fires; all 18 are there
 */
public record Assessment(
        Polarity polarity, double satisfied, double dissatisfied, boolean bound, Map<Category, Double> categories) {

    /** Checks that all categories are there, and makes the map unchangeable. */
    public Assessment {
        if (categories.size() != Category.values().length) {
            throw new IllegalArgumentException(
                    "An assessment needs all " + Category.values().length + " categories, got " + categories.size());
        }
        categories = Map.copyOf(categories);
    }

    /** The categories as a verdict publishes them. */
    public CategoryProbabilities categoryProbabilities() {
        var published = new CategoryProbabilities();
        categories.forEach((category, probability) -> published.put(category.ordinal(), probability.floatValue()));
        return published;
    }

    /**
     * How sure the classifier is of the polarity.
     *
     * @return the probability of what the polarity claims, 0 to 1; for ABSTAINED 0
     */
    public double confidence() {
        return switch (polarity) {
            case SATISFIED -> satisfied;
            case DISSATISFIED -> dissatisfied;
            case MIXED -> Math.min(satisfied, dissatisfied);
            case NONE -> (1 - satisfied) * (1 - dissatisfied);
            case ABSTAINED -> 0;
        };
    }
}
