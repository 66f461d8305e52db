package dev.gleaner.training;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.schema.Polarity;
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
 * @param language as the labels name it; {@value #UNKNOWN_LANGUAGE} where they do not
 */
public record LabelledExchange(
        ExchangeText text, boolean bound, Set<Category> categories, Origin origin, String group, String language) {

    /** The language of an exchange whose labels name none. */
    public static final String UNKNOWN_LANGUAGE = "unknown";

    /** Where an exchange comes from; figures are given for each apart. */
    public enum Origin {
        /** An exchange that people had, labelled by itself. */
        REAL,
        /** A turn of a conversation that was written for the purpose. */
        WRITTEN
    }

    /** Keeps the categories as they are now. */
    public LabelledExchange {
        categories = Set.copyOf(categories);
    }

    /**
     * The label of one head of the model.
     *
     * @param head one of {@link ModelConfig#expectedHeads()}
     */
    public boolean label(String head) {
        return switch (head) {
            case ModelConfig.SATISFIED -> categories.stream().anyMatch(LabelledExchange::isSatisfied);
            case ModelConfig.DISSATISFIED -> categories.stream().anyMatch(category -> !isSatisfied(category));
            case ModelConfig.BOUND -> bound;
            default -> categories.contains(Category.valueOf(head));
        };
    }

    /** What a model that knows everything would say: never {@link Polarity#ABSTAINED}. */
    public Polarity polarity() {
        boolean satisfied = label(ModelConfig.SATISFIED);
        boolean dissatisfied = label(ModelConfig.DISSATISFIED);
        if (satisfied) {
            return dissatisfied ? Polarity.MIXED : Polarity.SATISFIED;
        }
        return dissatisfied ? Polarity.DISSATISFIED : Polarity.NONE;
    }

    /** The rubric lists the satisfied categories first. */
    private static boolean isSatisfied(Category category) {
        return category.compareTo(Category.NEGATIVE_FEEDBACK) < 0;
    }
}
