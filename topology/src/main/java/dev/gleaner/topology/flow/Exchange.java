package dev.gleaner.topology.flow;

import dev.gleaner.schema.ConversationTurn;
import java.util.Optional;

/**
 * The three turns that feedback is read from. The response is the one that the follow-up answers: feedback at a user turn is
 * about the assistant turn before it (WildFeedback, arXiv 2408.15549, appendix A.1).
 *
 * @param prompt the user turn that the response answers; empty where the conversation starts with the response
 * @param response the assistant turn that is judged
 * @param followUp the user turn that may judge it
 */
public record Exchange(Optional<ConversationTurn> prompt, ConversationTurn response, ConversationTurn followUp) {}
