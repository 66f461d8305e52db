package dev.gleaner.recipes;

import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows models what they judge: how much of a conversation and of an answer, and under what names. */
final class Texts {

    /** Messages of a conversation that are shown, the last ones; earlier ones seldom matter to one answer. */
    private static final int MESSAGES = 20;

    /** Characters of a message that are shown at either end. */
    private static final int MESSAGE_HEAD = 3000;

    private static final int MESSAGE_TAIL = 1000;

    /** Characters of an answer: it is what is judged. */
    private static final int ANSWER_HEAD = 12_000;

    private static final int ANSWER_TAIL = 4000;

    private Texts() {}

    /** A conversation, message by message. */
    static List<Part> conversation(List<Message> messages) {
        List<Part> parts = new ArrayList<>();
        int first = Math.max(0, messages.size() - MESSAGES);
        for (int i = first; i < messages.size(); i++) {
            Message message = messages.get(i);
            String name = "message " + (i + 1) + " of " + messages.size() + ", by " + speaker(message.getRole());
            parts.add(Part.cut(name, message.getContent(), MESSAGE_HEAD, MESSAGE_TAIL));
        }
        return parts;
    }

    private static String speaker(Role role) {
        return "the " + role.name().toLowerCase(Locale.ROOT);
    }

    /** An answer that is judged. */
    static Part answer(String name, String content) {
        return Part.cut(name, content, ANSWER_HEAD, ANSWER_TAIL);
    }

    /** Short imperatives, one a line. */
    static String list(List<String> imperatives) {
        return imperatives.stream().map(imperative -> "- " + imperative).collect(Collectors.joining("\n"));
    }
}
