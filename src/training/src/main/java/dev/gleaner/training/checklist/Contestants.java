package dev.gleaner.training.checklist;

import dev.gleaner.recipes.PairwiseJudge;
import dev.gleaner.recipes.ask.LanguageModel;
import java.util.function.Function;

/**
 * Who is evaluated, and by whom.
 *
 * @param a the model whose wins are counted
 * @param b the model that it is compared with
 * @param judge the model that compares
 * @param recipe how it is asked to
 */
public record Contestants(
        LanguageModel a, LanguageModel b, LanguageModel judge, Function<LanguageModel, PairwiseJudge> recipe) {}
