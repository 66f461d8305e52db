package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.schema.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who judged, and at what cost.
 *
 * @param model as its service names it
 * @param recipes model and version of the recipe, as the judgements name them; more than one where the recipe was changed between runs
 * @param isContestant whether it judges its own answers
 * @param tokens what its judgements cost
 */
public record JudgeFigures(String model, List<String> recipes, boolean isContestant, Tokens tokens) {

    /** Keeps the list as it is now. */
    public JudgeFigures {
        recipes = List.copyOf(recipes);
    }

    static JudgeFigures of(String model, boolean isContestant, List<Outcome> outcomes) {
        List<Ruling> rulings = outcomes.stream()
                .flatMap(outcome -> Stream.of(outcome.guided(), outcome.unguided()))
                .toList();
        return new JudgeFigures(
                model,
                rulings.stream()
                        .map(Ruling::judgement)
                        .flatMap(Optional::stream)
                        .map(Judgement::getJudge)
                        .distinct()
                        .sorted()
                        .toList(),
                isContestant,
                rulings.stream().map(Ruling::tokens).reduce(Tokens.NONE, Tokens::plus));
    }
}
