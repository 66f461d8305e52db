package dev.gleaner.service;

import dev.gleaner.config.LanguageModels;
import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.ask.OpenAiService;

/** Makes of language models what answers requests. */
@FunctionalInterface
public interface Recipes {

    /**
     * Sets up the recipes.
     *
     * @param service answers questions; stays open
     * @param models which of its models are asked for what
     * @param worker name and version that sign the results
     */
    Generation over(OpenAiService service, LanguageModels models, String worker);
}
