package dev.gleaner.recipes;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.time.Instant;
import java.util.List;

/** Complaints to make pairs of. */
final class Requests {

    static final Message SYSTEM = new Message(Role.SYSTEM, "You are the cook of this shop.");
    static final Message USER = new Message(Role.USER, "How long do I boil potatoes?");
    static final Answer LOGGED = new Answer("Boil them until they are done.", "small-1", "t2");

    private Requests() {}

    static GenerationRequest complaint(String feedback) {
        return complaint(LOGGED, feedback);
    }

    static GenerationRequest complaint(Answer rejected, String feedback) {
        return complaint("r1", rejected, feedback);
    }

    static GenerationRequest complaint(String id, Answer rejected, String feedback) {
        return new GenerationRequest(
                id,
                "c1",
                List.of(SYSTEM, USER),
                rejected,
                List.of(feedback),
                List.of(),
                "gleaner/test",
                Instant.EPOCH,
                null,
                null,
                null);
    }
}
