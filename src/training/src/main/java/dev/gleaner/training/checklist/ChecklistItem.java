package dev.gleaner.training.checklist;

import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One thing to ask both models.
 *
 * @param pairId the pair that it comes from
 * @param conversation the conversation that the pair comes from
 * @param prompt what the models are asked, oldest first; nothing of the preferences is in it
 * @param checklist what this user wants, as short imperatives; at least one
 */
public record ChecklistItem(String pairId, String conversation, List<Message> prompt, List<String> checklist) {

    /** Services cut longer texts, or refuse them; 512 tokens, which the smallest embedding models read, are about as many characters. */
    private static final int EMBEDDED = 2_000;

    /** Keeps the lists as they are now. */
    public ChecklistItem {
        prompt = List.copyOf(prompt);
        checklist = List.copyOf(checklist);
    }

    /** What is embedded: the preferences, then what the user said, latest first, cut to {@value #EMBEDDED} characters. */
    String gist() {
        List<String> parts = new ArrayList<>(checklist);
        for (int i = prompt.size() - 1; i >= 0; i--) {
            if (prompt.get(i).getRole() == Role.USER) {
                parts.add(prompt.get(i).getContent());
            }
        }
        String gist = String.join("\n", parts);
        return gist.codePointCount(0, gist.length()) <= EMBEDDED
                ? gist
                : gist.substring(0, gist.offsetByCodePoints(0, EMBEDDED));
    }

    /** The same for prompts that differ in case and white space only. */
    String wording() {
        return prompt.stream()
                .map(message -> message.getRole() + " "
                        + message.getContent().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }
}
