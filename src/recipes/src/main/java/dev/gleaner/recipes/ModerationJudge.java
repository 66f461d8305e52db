package dev.gleaner.recipes;

import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Moderator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks a language model whether texts may be kept, where the service has no moderation of its own. Texts are shown whole. */
final class ModerationJudge implements Moderator {

    private enum Harmful {
        YES,
        NO
    }

    private final Prompt prompt;
    private final ClosedQuestion<Harmful> question;

    /**
     * @param model to ask
     * @param prompts say what it is to do
     * @param random draws the marks; one that cannot be foreseen and is safe for many threads
     */
    ModerationJudge(LanguageModel model, Prompts prompts, RandomGenerator random) {
        this.prompt = prompts.of(Recipe.MODERATION);
        this.question = ClosedQuestion.oneOf(
                Map.of("yes", Harmful.YES, "no", Harmful.NO), model, prompt, new HostileText(random), "harmful");
    }

    /** Whether one of these texts is harmful; empty where the model did not say. */
    @Override
    public Optional<Boolean> flags(List<String> texts) throws InterruptedException {
        List<Part> parts = texts.stream().map(text -> new Part("text", text)).toList();
        return question.ask(parts).answer().map(harmful -> harmful == Harmful.YES);
    }

    /** The version of the recipe. */
    String version() {
        return prompt.version();
    }
}
