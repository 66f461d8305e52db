package dev.gleaner.topology.guard;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a verdict that a language model gave, so that it can be published and counted: it comes from a program that may be of
 * another version, or not ours.
 *
 * @param checks of the fields that turns have too
 */
record VerdictChecks(Checks checks) {

    /**
     * Checks a verdict that was read.
     *
     * @throws RejectedException naming the field that is wrong
     */
    void verdict(byte @Nullable [] key, FeedbackVerdict verdict, Instant now) {
        Checks.conversation(key, verdict.getConversationId());
        Checks.id("follow_up_turn_id", verdict.getFollowUpTurnId());
        Checks.id("response_turn_id", verdict.getResponseTurnId());
        labeller(verdict.getLabeller());
        probability("satisfied", verdict.getSatisfied());
        probability("dissatisfied", verdict.getDissatisfied());
        probability("confidence", verdict.getConfidence());
        for (var category : Category.values()) { // in the order of their fields
            probability("categories", (float) verdict.getCategories().get(category.ordinal()));
        }
        checks.time("observed_at", verdict.getObservedAt(), now);
    }

    private static void labeller(Labeller labeller) {
        require(labeller.getKind() == LabellerKind.LLM, "labeller.kind", "must be LLM");
        Checks.id("labeller.name", labeller.getName());
        Checks.id("labeller.version", labeller.getVersion());
    }

    /** Not a number fails too. */
    private static void probability(String field, double value) {
        require(value >= 0 && value <= 1, field, "must be from 0 to 1");
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new RejectedException(Reason.INVALID_FIELD, "Field " + field + " " + what);
        }
    }
}
