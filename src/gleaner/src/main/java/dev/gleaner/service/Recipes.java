package dev.gleaner.service;

import dev.gleaner.config.LanguageModels;
import dev.gleaner.recipes.FeedbackLabelling;
import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.Labelling;
import dev.gleaner.recipes.Prompts;
import dev.gleaner.recipes.ask.OpenAiService;
import java.security.SecureRandom;

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

    /**
     * Sets up the labelling of feedback, by the recipe that this program ships with.
     *
     * @param service answers questions; stays open
     * @param models of which the judge is asked, or else the expert, or the policy model
     * @throws IllegalArgumentException if prompts cannot be used
     */
    default Labelling labelling(OpenAiService service, LanguageModels models) {
        var reader = models.judge().or(models::expert).or(models::policy).orElseThrow();
        var prompts = models.prompts().map(Prompts::from).orElseGet(Prompts::bundled);
        return new FeedbackLabelling(service.model(reader), prompts, new SecureRandom());
    }
}
