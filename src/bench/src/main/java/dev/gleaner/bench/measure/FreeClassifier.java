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

/** A classifier that costs nothing, so that what is left is the pipeline. Finds no feedback. */
final class FreeClassifier implements FeedbackClassifier {

    private static final Labeller FREE = new Labeller(LabellerKind.CLASSIFIER, "free", "1");

    private static final Assessment NONE = new Assessment(
            Polarity.NONE,
            0.1,
            0.1,
            true,
            Arrays.stream(Category.values()).collect(Collectors.toMap(Function.identity(), any -> 0.01)));

    @Override
    public Labeller labeller() {
        return FREE;
    }

    @Override
    public List<Assessment> classify(List<ExchangeText> exchanges) {
        return exchanges.stream().map(any -> NONE).toList();
    }

    @Override
    public void close() {}
}
