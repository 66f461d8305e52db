package dev.gleaner.bench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Plausible answers to what our recipes ask, by the name of the form that the answer must have; else a text as a model would write it. */
final class MadeUpAnswers {

    /** Stands in every answer that was written with preferences in mind; the judge of ours finds it better. */
    private static final String IMPROVED = "As you asked, briefly and with the numbers:";

    private static final List<String> PREFERENCES =
            List.of("Answer the question that was asked.", "Keep it short.", "Give numbers with their units.");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 300;

    private MadeUpAnswers() {}

    /**
     * Answers a request of the protocol.
     *
     * @param request the body, of {@code chat/completions}
     * @return the text of the message
     */
    static String to(JsonNode request) {
        return switch (request.at("/response_format/json_schema/name").asText()) {
            case "preferences" -> preferences();
            case "refusal" -> field("refusal", "NOT_A_REFUSAL");
            case "harmful" -> field("harmful", "no");
            case "better" -> field("better", better(lastMessage(request)));
            default -> freely(request);
        };
    }

    private static String preferences() {
        return JSON.createObjectNode()
                .set("preferences", JSON.valueToTree(PREFERENCES))
                .toString();
    }

    private static String field(String name, String value) {
        return JSON.createObjectNode().put(name, value).toString();
    }

    private static String better(String message) {
        var second = Math.max(0, message.indexOf(" answer B>"));
        var isFirst = message.substring(0, second).contains(IMPROVED);
        var isSecond = message.substring(second).contains(IMPROVED);
        return isFirst == isSecond ? "equal" : isFirst ? "A" : "B";
    }

    private static String freely(JsonNode request) {
        var asked = lastMessage(request);
        var about = asked.substring(0, Math.min(LONGEST_QUOTE, asked.length())).replace('\n', ' ');
        var knowsPreferences = request.at("/messages/0/content").asText().contains(PREFERENCES.get(0));
        return knowsPreferences
                ? IMPROVED + " \"" + about + "\" takes three steps of 10 minutes each."
                : "There is a lot to be said about \"" + about + "\", and opinions differ.";
    }

    private static String lastMessage(JsonNode request) {
        var messages = request.path("messages");
        return messages.path(messages.size() - 1).path("content").asText();
    }
}
