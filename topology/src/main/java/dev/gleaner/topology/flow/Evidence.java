package dev.gleaner.topology.flow;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.ResponseSignal;

/** What pairs are made of. */
public sealed interface Evidence {

    /**
     * A follow-up said, or did not say, something about a response.
     *
     * @param exchange the turns
     * @param verdict what the labeller made of them
     */
    record Verdict(Exchange exchange, FeedbackVerdict verdict) implements Evidence {}

    /**
     * The user did something with a response.
     *
     * @param response the assistant turn
     * @param signal what the user did
     */
    record Signal(ConversationTurn response, ResponseSignal signal) implements Evidence {}

    /**
     * A conversation was idle for so long that its state goes, once this was heard by all.
     *
     * @param conversationId the conversation
     */
    record Forgotten(String conversationId) implements Evidence {}
}
