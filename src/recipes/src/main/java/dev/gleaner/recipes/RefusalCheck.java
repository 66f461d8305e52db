package dev.gleaner.recipes;

import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Keeps out anger at a refusal that was right: it is no complaint about quality, and would teach a model to give in. What cannot be told is
 * kept out too.
 */
final class RefusalCheck {

    /** Characters of an answer that may be a refusal, in whatever language: refusals are short, and a longer answer helps in part. */
    private static final int LONGEST_REFUSAL = 600;

    private enum Refusal {
        RIGHT,
        WRONG,
        NOT_A_REFUSAL
    }

    private static final Map<String, Refusal> ANSWERS =
            Map.of("RIGHT", Refusal.RIGHT, "WRONG", Refusal.WRONG, "NOT_A_REFUSAL", Refusal.NOT_A_REFUSAL);

    private final Prompt prompt;
    private final ClosedQuestion<Refusal> question;

    /**
     * @param model to ask
     * @param prompts say what it is to do
     * @param random draws the marks; one that cannot be foreseen and is safe for many threads
     */
    RefusalCheck(LanguageModel model, Prompts prompts, RandomGenerator random) {
        this.prompt = prompts.of(Recipe.REFUSAL);
        this.question = ClosedQuestion.oneOf(ANSWERS, model, prompt, new HostileText(random), "refusal");
    }

    /**
     * Lets complaints about quality pass. Nobody is asked about a long answer.
     *
     * @throws DroppedException if the answer rightly refuses, or that cannot be told
     */
    void check(GenerationRequest request) throws InterruptedException {
        String answer = request.getRejected().getContent();
        if (answer.length() > LONGEST_REFUSAL) {
            return;
        }
        List<Part> texts = new ArrayList<>(Texts.conversation(request.getPrompt()));
        texts.add(Texts.answer("answer", answer));
        Refusal refusal = question.ask(texts)
                .answer()
                .orElseThrow(() -> new DroppedException(version(), GenerationDropReason.REFUSAL_UNKNOWN));
        if (refusal == Refusal.RIGHT) {
            throw new DroppedException(version(), GenerationDropReason.RIGHTLY_REFUSED);
        }
    }

    /** The version of the recipe. */
    String version() {
        return prompt.version();
    }
}
