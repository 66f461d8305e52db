package dev.gleaner.training.evaluation;

import dev.gleaner.inference.DecisionBand;
import dev.gleaner.inference.PolarityRule;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.AssessedExchange;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Exchanges of our own with what a model of our own says of them. */
final class Assessed {

    static final EvaluatedModel MODEL = new EvaluatedModel(
            "small", "7", "Trained on nothing.", new DecisionBand(0.4, 0.8), new DecisionBand(0.4, 0.8), 0.5);

    private Assessed() {}

    /** Thanks: labelled GRATITUDE, and the model gives satisfied this probability. */
    static AssessedExchange thanks(String group, double satisfied) {
        return of(Origin.REAL, group, Set.of(Category.GRATITUDE), satisfied, 0.1);
    }

    /** Neither thanks nor complaint, though the model gives dissatisfied this probability. */
    static AssessedExchange nothing(String group, double dissatisfied) {
        return of(Origin.REAL, group, Set.of(), 0.1, dissatisfied);
    }

    /** Thanks, to whose categories the model gives these probabilities. */
    static AssessedExchange thanks(String group, Map<Category, Double> told) {
        return of(Origin.REAL, group, Set.of(Category.GRATITUDE), 0.9, 0.1, told);
    }

    /** Neither thanks nor complaint; the model gives the categories these probabilities. */
    static AssessedExchange nothing(String group, Map<Category, Double> told) {
        return of(Origin.REAL, group, Set.of(), 0.1, 0.1, told);
    }

    /** A complaint of a written conversation: labelled REVISION, and the model gives dissatisfied this probability. */
    static AssessedExchange complaint(String group, double dissatisfied) {
        return of(Origin.WRITTEN, group, Set.of(Category.REVISION), 0.1, dissatisfied);
    }

    static List<AssessedExchange> few() {
        return List.of(
                thanks("a", 0.9),
                thanks("a", 0.5),
                thanks("b", 0.3),
                nothing("b", 0.9),
                nothing("c", 0.1),
                complaint("d", 0.85));
    }

    private static AssessedExchange of(
            Origin origin, String group, Set<Category> categories, double satisfied, double dissatisfied) {
        Map<Category, Double> told =
                categories.stream().collect(Collectors.toMap(Function.identity(), category -> 0.7));
        return of(origin, group, categories, satisfied, dissatisfied, told);
    }

    private static AssessedExchange of(
            Origin origin,
            String group,
            Set<Category> categories,
            double satisfied,
            double dissatisfied,
            Map<Category, Double> told) {
        LabelledExchange exchange = new LabelledExchange(
                new ExchangeText("a secret prompt", "a secret response", "a secret follow-up"),
                true,
                categories,
                origin,
                group,
                "en");
        return new AssessedExchange(
                exchange,
                new Assessment(
                        new PolarityRule(MODEL.satisfied(), MODEL.dissatisfied()).decide(satisfied, dissatisfied),
                        satisfied,
                        dissatisfied,
                        true,
                        Arrays.stream(Category.values())
                                .collect(Collectors.toMap(
                                        Function.identity(), category -> told.getOrDefault(category, 0.2)))),
                OptionalDouble.empty());
    }
}
