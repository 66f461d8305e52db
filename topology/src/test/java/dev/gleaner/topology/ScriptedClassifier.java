package dev.gleaner.topology;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges by the first word of the follow-up, so that a test reads as what users say. */
final class ScriptedClassifier implements FeedbackClassifier {

    static final Labeller SCRIPT = new Labeller(LabellerKind.CLASSIFIER, "script", "1");

    @Override
    public Labeller labeller() {
        return SCRIPT;
    }

    @Override
    public List<Assessment> classify(List<ExchangeText> exchanges) {
        return exchanges.stream().map(ScriptedClassifier::judge).toList();
    }

    private static Assessment judge(ExchangeText exchange) {
        var word = exchange.followUp().split("\\W+", 2)[0];
        return switch (word) {
            case "Wrong" -> assessment(Polarity.DISSATISFIED, 0.02, 0.9, true, Category.REVISION);
            case "Wrongish" -> assessment(Polarity.DISSATISFIED, 0.02, 0.4, true, Category.REVISION);
            case "Impossible" -> assessment(Polarity.DISSATISFIED, 0.02, 0.9, true, Category.UNREALISTIC_EXPECTATION);
            case "Offtopic" -> assessment(Polarity.DISSATISFIED, 0.02, 0.9, false, Category.REVISION);
            case "Better" -> assessment(Polarity.MIXED, 0.7, 0.8, true, Category.GETTING_THERE, Category.REVISION);
            case "Thanks" -> assessment(Polarity.SATISFIED, 0.95, 0.01, true, Category.GRATITUDE);
            case "Hm" -> assessment(Polarity.ABSTAINED, 0.4, 0.4, true);
            case "Crash" -> throw new IllegalStateException("the model is broken");
            default -> assessment(Polarity.NONE, 0.1, 0.2, true);
        };
    }

    private static Assessment assessment(
            Polarity polarity, double satisfied, double dissatisfied, boolean bound, Category... fired) {
        var on = List.of(fired);
        var categories = Arrays.stream(Category.values())
                .collect(Collectors.toMap(Function.identity(), category -> on.contains(category) ? 0.9 : 0.05));
        return new Assessment(polarity, satisfied, dissatisfied, bound, categories);
    }

    @Override
    public void close() {}
}
