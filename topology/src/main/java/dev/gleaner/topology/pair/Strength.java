package dev.gleaner.topology.pair;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.SignalKind;
import java.util.List;

/**
 * How strongly a piece of evidence speaks for or against an answer, 0 to 1. The confidence of a pair is the strength against the
 * rejected answer times the strength for the chosen one; docs/confidence.md explains the constants.
 */
public final class Strength {

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

    /** A judge with the user's preferences at hand finds the expert's answer better in both orders: like a thumb, but not the user's. */
    static final double EXPERT_WINS = 0.9;

    /** Nobody compared: over 70 % of expert answers win (WildFeedback, arXiv 2408.15549), so that is how sure one can be. */
    static final double EXPERT_UNJUDGED = 0.7;

    /** The judge finds neither better, or whichever is shown first. */
    static final double EXPERT_TIES = 0.5;

    /** The judge finds the rejected answer better; the complaint stands, but hardly for this pair. */
    static final double EXPERT_LOSES = 0.2;

    /** The judge finds the answer better, but the user complained of another one than that which is rejected here. */
    static final double ON_POLICY_WINS = 0.8;

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

    /** Against an answer, by complaints about it, the surest of which counts. */
    public static double of(List<FeedbackVerdict> complaints) {
        return complaints.stream()
                .mapToDouble(FeedbackVerdict::getDissatisfied)
                .max()
                .orElse(0);
    }

    /** For an answer that a language model wrote, by what a judge says of it; {@code UNKNOWN} is as good as none. */
    public static double of(PairMethod method, JudgeVerdict judged) {
        return switch (judged) {
            case WIN -> method == PairMethod.ON_POLICY ? ON_POLICY_WINS : EXPERT_WINS;
            case TIE -> EXPERT_TIES;
            case LOSE -> EXPERT_LOSES;
            case UNKNOWN -> EXPERT_UNJUDGED;
        };
    }

    /** For an answer, by a signal that speaks for it. */
    static double of(SignalKind positive) {
        return positive == SignalKind.COPY ? COPIED : THUMB;
    }
}
