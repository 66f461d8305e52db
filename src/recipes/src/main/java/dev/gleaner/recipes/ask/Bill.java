package dev.gleaner.recipes.ask;

import dev.gleaner.schema.TokenCount;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What one piece of work costs: wraps the models that are asked for it. Safe for use by many threads. */
public final class Bill {

    private final Map<String, Tokens> tokens = new ConcurrentSkipListMap<>();

    /** A model whose answers stand on this bill. */
    public LanguageModel metered(LanguageModel model) {
        return new LanguageModel() {
            @Override
            public String name() {
                return model.name();
            }

            @Override
            public Reply ask(Question question) throws InterruptedException {
                Reply reply = model.ask(question);
                tokens.merge(model.name(), reply.tokens(), Tokens::plus);
                return reply;
            }
        };
    }

    /** One entry for each model that answered, by name. */
    public List<TokenCount> counts() {
        return tokens.entrySet().stream()
                .map(entry -> new TokenCount(
                        entry.getKey(),
                        entry.getValue().read(),
                        entry.getValue().written()))
                .toList();
    }
}
