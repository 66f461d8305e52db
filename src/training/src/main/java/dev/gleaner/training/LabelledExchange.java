package dev.gleaner.training;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.Set;

/**
 * An exchange and what a labeller said of it. Satisfied and dissatisfied follow from the categories.
 *
 * @param text the three texts
 * @param bound whether the follow-up is about the response
 * @param categories what fires
 * @param origin whether it was found or written for the purpose
 * @param group what must not be split between training and test: a source, or a conversation
 */
record LabelledExchange(ExchangeText text, boolean bound, Set<Category> categories, Origin origin, String group) {

    /** Where an exchange comes from; figures are given for each apart. */
    enum Origin {
        REAL,
        WRITTEN
    }

    LabelledExchange {
        categories = Set.copyOf(categories);
    }

    /** The label of one head of the model. */
    boolean label(String head) {
        return switch (head) {
            case ModelConfig.SATISFIED -> categories.stream().anyMatch(LabelledExchange::isSatisfied);
            case ModelConfig.DISSATISFIED -> categories.stream().anyMatch(category -> !isSatisfied(category));
            case ModelConfig.BOUND -> bound;
            default -> categories.contains(Category.valueOf(head));
        };
    }

    /** The rubric lists the satisfied categories first. */
    private static boolean isSatisfied(Category category) {
        return category.compareTo(Category.NEGATIVE_FEEDBACK) < 0;
    }
}
