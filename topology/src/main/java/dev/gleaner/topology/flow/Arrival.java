package dev.gleaner.topology.flow;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;

/** What the guard lets in. */
public sealed interface Arrival {

    /** The conversation that it belongs to. */
    String conversationId();

    /**
     * A turn.
     *
     * @param turn checked, but for its place in the conversation
     */
    record OfTurn(ConversationTurn turn) implements Arrival {
        @Override
        public String conversationId() {
            return turn.getConversationId();
        }
    }

    /**
     * A signal.
     *
     * @param signal checked, but for the response that it names
     */
    record OfSignal(ResponseSignal signal) implements Arrival {
        @Override
        public String conversationId() {
            return signal.getConversationId();
        }
    }
}
