package dev.gleaner.bench.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.bench.stage.Stage;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.topology.TopicNames;
import dev.gleaner.topology.deadletter.DeadLetter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How requests ended, by what stands in the topics.
 *
 * @param results how many results each request has
 * @param dropped drops in the first results, by reason
 * @param letters dead letters of requests, by reason
 * @param lettersOf how many dead letters each request has
 */
record Ends(
        Map<String, Integer> results,
        Map<String, Integer> dropped,
        Map<String, Integer> letters,
        Map<String, Integer> lettersOf) {

    static Ends of(Stage stage, TopicNames topics) throws InterruptedException, ExecutionException {
        var ends = new Ends(new HashMap<>(), new TreeMap<>(), new TreeMap<>(), new HashMap<>());
        var reader = stage.serdes().deserializer(GenerationResult.class);
        for (var record : stage.read(topics.generationResults())) {
            ends.add(reader.deserialize(topics.generationResults(), record.value()));
        }
        var requests = stage.serdes().deserializer(GenerationRequest.class);
        for (var letter : stage.read(topics.deadLetters())) {
            if (header(letter, DeadLetter.TOPIC).equals(topics.generationRequests())) {
                one(ends.letters, header(letter, DeadLetter.REASON));
                one(
                        ends.lettersOf,
                        requests.deserialize(topics.generationRequests(), letter.value())
                                .getRequestId());
            }
        }
        return ends;
    }

    private void add(GenerationResult result) {
        if (one(results, result.getRequest().getRequestId()) == 1) {
            result.getDrops().forEach(drop -> one(dropped, drop.getReason().name()));
        }
    }

    private static int one(Map<String, Integer> counts, String name) {
        return counts.merge(name, 1, Integer::sum);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** Requests that ended neither way. */
    int lost(Collection<GenerationRequest> requests) {
        return (int) requests.stream()
                .map(GenerationRequest::getRequestId)
                .filter(id -> !results.containsKey(id) && !lettersOf.containsKey(id))
                .count();
    }

    /** Results and dead letters beyond the first of their request. */
    int again() {
        var ends = new HashMap<>(results);
        lettersOf.forEach((id, count) -> ends.merge(id, count, Integer::sum));
        return ends.values().stream().mapToInt(count -> count - 1).sum();
    }
}
