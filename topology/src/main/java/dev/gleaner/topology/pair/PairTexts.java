package dev.gleaner.topology.pair;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Message;
import java.util.List;

/** How turns of a conversation stand in what is published. */
public final class PairTexts {

    private PairTexts() {}

    /** A history as a prompt. */
    public static List<Message> prompt(List<ConversationTurn> history) {
        return history.stream()
                .map(turn -> new Message(turn.getRole(), turn.getContent()))
                .toList();
    }

    /** A response as one side of a pair. */
    public static Answer answer(ConversationTurn response) {
        return new Answer(response.getContent(), response.getModel().orElse(null), response.getTurnId());
    }
}
