package dev.gleaner.recipes.ask;

import dev.gleaner.schema.Message;
import java.util.List;
import java.util.Optional;

/**
 * What a model is asked.
 *
 * @param instructions the system message; empty for none
 * @param messages the conversation so far, oldest first; the model answers the last one
 * @param form the form that the answer must have; empty for free text
 * @param temperature of sampling, 0 to 2
 */
public record Question(String instructions, List<Message> messages, Optional<AnswerForm> form, double temperature) {

    /** Keeps the messages as they are now. */
    public Question {
        messages = List.copyOf(messages);
    }
}
