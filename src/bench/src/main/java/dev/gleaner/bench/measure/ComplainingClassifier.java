package dev.gleaner.bench.measure;

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

/** A classifier that costs nothing and takes one follow-up in five for a complaint, so that requests flow. */
final class ComplainingClassifier implements FeedbackClassifier {

    private static final Labeller COMPLAINING = new Labeller(LabellerKind.CLASSIFIER, "complaining", "1");
    private static final int ONE_IN = 5;

    private static final Assessment COMPLAINT = assessment(Polarity.DISSATISFIED, 0.9);
    private static final Assessment NONE = assessment(Polarity.NONE, 0.1);

    private static Assessment assessment(Polarity polarity, double dissatisfied) {
        return new Assessment(
                polarity,
                0.1,
                dissatisfied,
                true,
                Arrays.stream(Category.values()).collect(Collectors.toMap(Function.identity(), any -> 0.01)));
    }

    @Override
    public Labeller labeller() {
        return COMPLAINING;
    }

    @Override
    public List<Assessment> classify(List<ExchangeText> exchanges) {
        return exchanges.stream()
                .map(exchange -> Math.floorMod(exchange.hashCode(), ONE_IN) == 0 ? COMPLAINT : NONE)
                .toList();
    }

    @Override
    public void close() {}
}
