package dev.gleaner.service;

import dev.gleaner.config.LanguageModels;
import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.ask.OpenAiService;

/** Makes of a service of language models what answers requests. */
@FunctionalInterface
public interface Recipes {

    /**
     * Sets up the recipes.
     *
     * @param service answers questions; stays open
     * @param models which of its models plays which part
     * @param worker name and version that sign the results
     * @throws IllegalArgumentException if prompts cannot be used
     */
    Generation over(OpenAiService service, LanguageModels models, String worker);
}
