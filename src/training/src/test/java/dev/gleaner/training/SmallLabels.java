package dev.gleaner.training;

import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.LabelledExchange.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sixty labelled exchanges of our own, small enough to train on in a moment. */
final class SmallLabels {

    private SmallLabels() {}

    static List<LabelledExchange> exchanges() {
        List<LabelledExchange> exchanges = new ArrayList<>();
        String[] topics = {"the soup", "my letter", "this loop", "the trip", "our budget"};
        for (Origin origin : Origin.values()) {
            for (int i = 0; i < topics.length; i++) {
                String group = origin + "-" + i;
                add(
                        exchanges,
                        origin,
                        group,
                        topics[i],
                        "thanks, " + topics[i] + " works now",
                        Category.GRATITUDE,
                        Category.PRAISE);
                add(exchanges, origin, group, topics[i], "perfect, thank you", Category.GRATITUDE);
                add(
                        exchanges,
                        origin,
                        group,
                        topics[i],
                        "no, " + topics[i] + " is still wrong",
                        Category.FACTUAL_ERROR);
                add(exchanges, origin, group, topics[i], "that is not what I asked for", Category.IGNORED);
                add(
                        exchanges,
                        origin,
                        group,
                        topics[i],
                        "better, but still too long",
                        Category.GETTING_THERE,
                        Category.STYLE);
                add(exchanges, origin, group, topics[i], "now tell me about " + topics[(i + 1) % topics.length]);
            }
        }
        return exchanges;
    }

    /** One to learn from only, of words that no other exchange has. */
    static WeightedExchange more(String group, double weight) {
        ExchangeText text = new ExchangeText("Help me.", "Here you are.", "splendid splendid");
        return new WeightedExchange(
                new LabelledExchange(text, true, Set.of(Category.PRAISE), Origin.REAL, group, "en"), weight);
    }

    private static void add(
            List<LabelledExchange> exchanges,
            Origin origin,
            String group,
            String topic,
            String followUp,
            Category... categories) {
        ExchangeText text =
                new ExchangeText("Help me with " + topic, "Here is what I would do about " + topic + ".", followUp);
        exchanges.add(new LabelledExchange(text, categories.length > 0, Set.of(categories), origin, group, "en"));
    }
}
