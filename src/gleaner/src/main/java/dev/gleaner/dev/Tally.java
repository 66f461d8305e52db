package dev.gleaner.dev;

import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.PreferencePair;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what the harvest published, and keeps the last few pairs. Safe for use by many threads. */
final class Tally {

    /** From this probability on a category counts as fired, as in the harvest's own metric. */
    private static final double FIRED = 0.5;

    private static final int LAST_PAIRS = 20;

    private final Map<String, Long> feedback = new TreeMap<>();
    private final Map<String, Long> categories = new TreeMap<>();
    private final Map<String, Long> pairs = new TreeMap<>();
    private final Map<String, Long> deadLetters = new TreeMap<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> results = new HashSet<>();
    private final Map<String, Tokens> tokens = new TreeMap<>();
    private final Deque<PreferencePair> lastPairs = new ArrayDeque<>();

    synchronized void add(FeedbackVerdict verdict) {
        countOne(feedback, verdict.getPolarity().name());
        var probabilities = verdict.getCategories();
        for (var category : probabilities.getSchema().getFields()) {
            if ((float) probabilities.get(category.pos()) >= FIRED) {
                countOne(categories, category.name());
            }
        }
    }

    synchronized void add(PreferencePair pair) {
        countOne(pairs, pair.getMethod().name());
        lastPairs.addFirst(pair);
        if (lastPairs.size() > LAST_PAIRS) {
            lastPairs.removeLast();
        }
    }

    synchronized void add(GenerationRequest request) {
        requests.add(request.getRequestId());
    }

    /** Counts a request that was answered twice once, and what it cost twice. */
    synchronized void add(GenerationResult result) {
        results.add(result.getRequest().getRequestId());
        result.getTokens()
                .forEach(count ->
                        tokens.merge(count.getModel(), new Tokens(count.getRead(), count.getWritten()), Tokens::plus));
    }

    synchronized void addDeadLetter(String reason) {
        countOne(deadLetters, reason);
    }

    private static void countOne(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** Verdicts by polarity. */
    synchronized Map<String, Long> feedback() {
        return new TreeMap<>(feedback);
    }

    /** Categories that fired, the most frequent first. */
    synchronized List<Map.Entry<String, Long>> categories() {
        return categories.entrySet().stream()
                .map(Map.Entry::copyOf)
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    /** Pairs by method. */
    synchronized Map<String, Long> pairs() {
        return new TreeMap<>(pairs);
    }

    /** Dead letters by reason. */
    synchronized Map<String, Long> deadLetters() {
        return new TreeMap<>(deadLetters);
    }

    /** Generation requests, each once. */
    synchronized long requests() {
        return requests.size();
    }

    /** Generation requests that are answered, each once. */
    synchronized long results() {
        return results.size();
    }

    /** What the results cost, by model. */
    synchronized Map<String, Tokens> tokens() {
        return new TreeMap<>(tokens);
    }

    /** The last pairs, the newest first. */
    synchronized List<PreferencePair> lastPairs() {
        return List.copyOf(lastPairs);
    }
}
