package dev.gleaner.training.teacher;

import dev.gleaner.schema.Category;
import java.util.Set;

/** What came of asking the teacher about an exchange. */
sealed interface Answer {

    /**
     * A label by the rubric.
     *
     * @param bound whether the follow-up is about the response
     * @param categories what fires
     * @param confidence how sure the teacher says it is, 0 to 1
     */
    record Label(boolean bound, Set<Category> categories, double confidence) implements Answer {

        /** Keeps the categories as they are now. */
        public Label {
            categories = Set.copyOf(categories);
        }
    }

    /**
     * No label.
     *
     * @param reason why not
     */
    record Skip(SkipReason reason) implements Answer {}
}
