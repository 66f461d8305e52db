package dev.gleaner.topology.pair;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Polarity;
import java.util.EnumSet;
import java.util.Set;

/** When a verdict is a complaint that asks to mend the response, so that the next answer can be its better version. */
record Complaint(double minimum) {

    /**
     * The dissatisfied categories that leave a next answer something to mend. Not among them: what the assistant cannot do
     * (UNREALISTIC_EXPECTATION), and moving on without interest (NO_ENGAGEMENT).
     */
    private static final Set<Category> MENDABLE = EnumSet.of(
            Category.NEGATIVE_FEEDBACK,
            Category.REVISION,
            Category.FACTUAL_ERROR,
            Category.IGNORED,
            Category.LOWER_QUALITY,
            Category.INSUFFICIENT_DETAIL,
            Category.STYLE);

    private static final Set<Category> NOT_MENDABLE =
            EnumSet.of(Category.UNREALISTIC_EXPECTATION, Category.NO_ENGAGEMENT);

    /** Whether the verdict finds fault at all. */
    static boolean isVoicedIn(FeedbackVerdict verdict) {
        return verdict.getPolarity() == Polarity.DISSATISFIED || verdict.getPolarity() == Polarity.MIXED;
    }

    boolean isSureEnough(FeedbackVerdict verdict) {
        return verdict.getDissatisfied() >= minimum;
    }

    /** Whether something can be mended: the likeliest dissatisfied category is one that leaves something to mend. */
    static boolean asksToMend(FeedbackVerdict verdict) {
        return likeliest(verdict, MENDABLE) >= likeliest(verdict, NOT_MENDABLE);
    }

    private static double likeliest(FeedbackVerdict verdict, Set<Category> categories) {
        return categories.stream()
                .mapToDouble(category -> (Float) verdict.getCategories().get(category.ordinal()))
                .max()
                .orElse(0);
    }
}
