package dev.gleaner.service;

import dev.gleaner.config.LanguageModels;
import dev.gleaner.recipes.Cast;
import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.PairGenerator;
import dev.gleaner.recipes.Prompts;
import dev.gleaner.recipes.RememberingGeneration;
import dev.gleaner.recipes.ask.OpenAiService;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The recipes that this program ships with. */
public final class WildFeedbackRecipes implements Recipes {

    /** Enough for what is delivered again after a rebalance; each result may be some megabytes. */
    private static final int REMEMBERED = 200;

    /** The recipes. */
    public WildFeedbackRecipes() {}

    @Override
    public Generation over(OpenAiService service, LanguageModels models, String worker) {
        var cast = new Cast(
                models.expert().map(service::model),
                models.policy().map(service::model),
                models.judge().map(service::model));
        var prompts = models.prompts().map(Prompts::from).orElseGet(Prompts::bundled);
        var generator = new PairGenerator(
                cast, Optional.of(service.moderator()), prompts, new SecureRandom(), Clock.systemUTC(), worker);
        return new RememberingGeneration(generator, REMEMBERED);
    }
}
