package dev.gleaner.recipes.ask;

import java.util.EnumSet;
import java.util.Set;

/**
 * A question as it is sent.
 *
 * @param question what is asked
 * @param extras what the service is told besides
 */
record Request(Question question, Set<Extra> extras) {

    /** What not every service knows, and a question can do without. */
    enum Extra {
        /** Keep to the JSON schema: many services do not know it. */
        FORM,
        /** This temperature: models that reason know only their own. */
        TEMPERATURE
    }

    /** Keeps the extras as they are now. */
    Request {
        extras = Set.copyOf(extras);
    }

    /** What a question brings with it. */
    static Set<Extra> extras(Question question) {
        return question.form().isPresent() ? EnumSet.allOf(Extra.class) : EnumSet.of(Extra.TEMPERATURE);
    }
}
