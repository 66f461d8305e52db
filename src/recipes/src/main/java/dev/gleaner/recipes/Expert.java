package dev.gleaner.recipes;

import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.PairMethod;
import java.util.List;

/** Chosen is the answer of an expert model that knows the preferences; rejected is the answer that drew the complaint. */
final class Expert implements PairRecipe {

    private final AnswerWriter writer;

    /**
     * @param model the expert model
     * @param prompts say what it is told
     */
    Expert(LanguageModel model, Prompts prompts) {
        this.writer = new AnswerWriter(model, prompts.of(Recipe.EXPERT));
    }

    @Override
    public PairMethod method() {
        return PairMethod.EXPERT;
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
        return new Two(writer.guided(request.getPrompt(), preferences), request.getRejected());
    }
}
