package dev.gleaner.recipes;

import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.PairMethod;
import java.util.List;

/** Both answers are of the policy model, chosen with the preferences in its instructions and rejected without. The prompt stays the bare one. */
final class OnPolicy implements PairRecipe {

    private final AnswerWriter writer;

    /**
     * @param model the policy model
     * @param prompts say what it is told
     */
    OnPolicy(LanguageModel model, Prompts prompts) {
        this.writer = new AnswerWriter(model, prompts.of(Recipe.ON_POLICY));
    }

    @Override
    public PairMethod method() {
        return PairMethod.ON_POLICY;
    }

    @Override
    public String version() {
        return writer.version();
    }

    @Override
    public String name() {
        return writer.name();
    }

    @Override
    public Two make(GenerationRequest request, List<String> preferences) throws InterruptedException {
        return new Two(writer.guided(request.getPrompt(), preferences), writer.bare(request.getPrompt()));
    }
}
