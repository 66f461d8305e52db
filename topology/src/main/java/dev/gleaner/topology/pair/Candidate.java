package dev.gleaner.topology.pair;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.SignalKind;
import java.time.Instant;
import java.util.List;

/**
 * A pair that the evidence speaks for, before the guards have seen it.
 *
 * @param method how it came about
 * @param judged the response that is rejected, at its place in the conversation: the prompt leads up to it
 * @param chosen the answer that is preferred
 * @param chosenId what names the chosen answer: its turn, or the signal that brought it
 * @param complaints the user turns between the two answers, which the prompt will not show; empty where there is none between
 * @param confidence 0 to 1, see docs/confidence.md
 * @param verdicts those behind it, on the rejected answer first
 * @param signals those behind it, on the rejected answer first
 * @param decidedAt event time of what decided it
 */
record Candidate(
        PairMethod method,
        ConversationTurn judged,
        Answer chosen,
        String chosenId,
        List<ConversationTurn> complaints,
        double confidence,
        List<FeedbackVerdict> verdicts,
        List<SignalKind> signals,
        Instant decidedAt) {

    /** Whether the user wrote the chosen answer, by editing the response. */
    boolean isEdit() {
        return signals.contains(SignalKind.EDIT);
    }

    /** The deterministic name of the pair. */
    String id() {
        return PairId.of(judged.getConversationId(), method, judged.getTurnId(), chosenId);
    }
}
