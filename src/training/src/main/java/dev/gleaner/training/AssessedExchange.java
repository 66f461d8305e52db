package dev.gleaner.training;

import dev.gleaner.inference.ModelConfig;
import dev.gleaner.inference.PolarityRule;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A labelled exchange and what a model said of it.
 *
 * @param exchange with the labels
 * @param assessment what the model said
 * @param boundProbability the probability of "bound"; nothing from a {@link FeedbackClassifier}, which tells the decision only
 */
public record AssessedExchange(LabelledExchange exchange, Assessment assessment, OptionalDouble boundProbability) {

    /**
     * Asks a classifier, in one batch.
     *
     * @return in the order of the exchanges
     */
    public static List<AssessedExchange> ask(FeedbackClassifier classifier, List<LabelledExchange> exchanges) {
        List<ExchangeText> texts =
                exchanges.stream().map(LabelledExchange::text).toList();
        List<Assessment> assessments = classifier.classify(texts);
        List<AssessedExchange> assessed = new ArrayList<>(exchanges.size());
        for (int i = 0; i < exchanges.size(); i++) {
            assessed.add(new AssessedExchange(exchanges.get(i), assessments.get(i), OptionalDouble.empty()));
        }
        return assessed;
    }

    /**
     * What a model says that gave these probabilities.
     *
     * @param probabilities one a head, in the order of {@link ModelConfig#expectedHeads()}
     */
    static AssessedExchange of(LabelledExchange exchange, ModelConfig config, double[] probabilities) {
        List<String> heads = ModelConfig.expectedHeads();
        double satisfied = probabilities[heads.indexOf(ModelConfig.SATISFIED)];
        double dissatisfied = probabilities[heads.indexOf(ModelConfig.DISSATISFIED)];
        double bound = probabilities[heads.indexOf(ModelConfig.BOUND)];
        Map<Category, Double> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            categories.put(category, probabilities[heads.indexOf(category.name())]);
        }
        Assessment assessment = new Assessment(
                new PolarityRule(config.satisfied(), config.dissatisfied()).decide(satisfied, dissatisfied),
                satisfied,
                dissatisfied,
                bound >= config.boundThreshold(),
                categories);
        return new AssessedExchange(exchange, assessment, OptionalDouble.of(bound));
    }
}
