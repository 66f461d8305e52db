package dev.gleaner.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Reads from feedback what this user wants, as short imperatives (WildFeedback, arXiv 2408.15549; the words are ours). They end up in the
 * instructions of other models, and what they are read from is hostile: so they are few, short, of one line each, and without links.
 */
final class Preferences {

    /** More is no summary. */
    static final int MOST = 5;

    /** Characters of one of them. */
    static final int LONGEST = 200;

    /** Line ends and other controls, links, and our own placeholders. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("\\p{Cntrl}|[\\u0080-\\u009f\\u2028\\u2029]|://|www\\.|[{}]", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Object> SCHEMA = Map.of("type", "array", "items", Map.of("type", "string"));

    private final Prompt prompt;
    private final ClosedQuestion<List<String>> question;

    /**
     * @param model to ask
     * @param prompts say what it is to do
     * @param random draws the marks; one that cannot be foreseen and is safe for many threads
     */
    Preferences(LanguageModel model, Prompts prompts, RandomGenerator random) {
        this.prompt = prompts.of(Recipe.PREFERENCES);
        this.question =
                new ClosedQuestion<>(model, prompt, new HostileText(random), "preferences", SCHEMA, Preferences::read);
    }

    /**
     * What the user wants; one to five.
     *
     * @throws DroppedException if there is nothing, or no answer that can be used
     */
    List<String> of(GenerationRequest request) throws InterruptedException {
        ClosedQuestion.Outcome<List<String>> outcome = question.ask(texts(request));
        List<String> preferences = outcome.answer()
                .orElseThrow(() ->
                        dropped(outcome.isDeclined() ? GenerationDropReason.REFUSED : GenerationDropReason.UNREADABLE));
        if (preferences.isEmpty()) {
            throw dropped(GenerationDropReason.NO_PREFERENCES);
        }
        return preferences;
    }

    /** The version of the recipe. */
    String version() {
        return prompt.version();
    }

    private DroppedException dropped(GenerationDropReason reason) {
        return new DroppedException(version(), reason);
    }

    private static List<Part> texts(GenerationRequest request) {
        List<Part> texts = new ArrayList<>(Texts.conversation(request.getPrompt()));
        texts.add(Texts.answer("answer", request.getRejected().getContent()));
        request.getFeedback().forEach(feedback -> texts.add(Texts.answer("feedback", feedback)));
        return texts;
    }

    private static Optional<List<String>> read(JsonNode json) {
        if (!json.isArray() || json.size() > MOST) {
            return Optional.empty();
        }
        Set<String> preferences = new LinkedHashSet<>();
        for (JsonNode node : json) {
            String preference = node.isTextual() ? node.textValue().strip() : "";
            boolean isShort = preference.codePointCount(0, preference.length()) <= LONGEST;
            if (preference.isEmpty()
                    || !isShort
                    || FORBIDDEN.matcher(preference).find()) {
                return Optional.empty();
            }
            preferences.add(preference);
        }
        return Optional.of(List.copyOf(preferences));
    }
}
