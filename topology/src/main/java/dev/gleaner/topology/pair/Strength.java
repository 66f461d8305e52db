package dev.gleaner.topology.pair;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.SignalKind;

/**
 * How strongly a piece of evidence speaks for or against an answer, 0 to 1. The confidence of a pair is the strength against the
 * rejected answer times the strength for the chosen one; docs/confidence.md explains the constants.
 */
final class Strength {

    /** Silence is weak praise: the user may have given up (WildFeedback counts about half of all complaints as unvoiced). */
    static final double MOVED_ON = 0.5;

    /** A sibling that the user did not go on from. */
    static final double PASSED_OVER = 0.6;

    /** A thumb, up or down: on purpose, but one click. */
    static final double THUMB = 0.9;

    /** Copied out of the chat: of use, for whatever. */
    static final double COPIED = 0.7;

    /** Taking the trouble to edit shows what was wanted, */
    static final double EDITED_TO = 1.0;

    /** and that the original was not it, though an edit may be a whim. */
    static final double EDITED_FROM = 0.8;

    /** For each further complaint between the two answers: the farther apart, the less they answer the same. */
    static final double A_STEP_FURTHER = 0.8;

    private Strength() {}

    /** For an answer, by the verdict of its follow-up, which voices no complaint. */
    static double of(FeedbackVerdict accepting) {
        return accepting.getPolarity() == Polarity.SATISFIED
                ? accepting.getSatisfied()
                : MOVED_ON * (1 - accepting.getDissatisfied());
    }

    /** Against an answer, by a complaint that so many complaints, this one included, lie behind the accepted answer. */
    static double of(FeedbackVerdict complaint, int complaints) {
        return complaint.getDissatisfied() * Math.pow(A_STEP_FURTHER, complaints - 1);
    }

    /** For an answer, by a signal that speaks for it. */
    static double of(SignalKind positive) {
        return positive == SignalKind.COPY ? COPIED : THUMB;
    }
}
