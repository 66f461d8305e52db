package dev.gleaner.dev;

import dev.gleaner.config.Connections;
import dev.gleaner.export.TopicReader;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The generation requests that have neither result nor dead letter, by what stands in the topics. The offsets of the worker's group would
 * not tell: they never pass the end of a transaction. For one thread.
 */
final class OpenRequests implements AutoCloseable {

    private final Deserializer<GenerationRequest> requestReader;
    private final Deserializer<GenerationResult> resultReader;
    private final String requestTopic;
    private final TopicReader requests;
    private final TopicReader results;
    private final TopicReader deadLetters;
    private final Map<String, String> idByPlace = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    OpenRequests(Connections connections, RegistrySerdes registry) {
        var topics = connections.topics();
        requestReader = registry.deserializer(GenerationRequest.class);
        resultReader = registry.deserializer(GenerationResult.class);
        requestTopic = topics.generationRequests();
        requests = new TopicReader(connections.kafka(), requestTopic);
        results = new TopicReader(connections.kafka(), topics.generationResults());
        deadLetters = new TopicReader(connections.kafka(), topics.deadLetters());
    }

    /** Reads on, to where the topics end now. */
    void readOn() {
        requests.readToEnd(record -> idByPlace.put(place(record), idOf(record)));
        results.readToEnd(record -> ended.add(resultReader
                .deserialize(record.topic(), record.value())
                .getRequest()
                .getRequestId()));
        deadLetters.readToEnd(letter -> {
            if (requestTopic.equals(header(letter.headers(), DeadLetter.TOPIC))) {
                ended.add(idByPlace.getOrDefault(placeBefore(letter.headers()), ""));
            }
        });
    }

    private String idOf(ConsumerRecord<String, byte[]> record) {
        return requestReader.deserialize(record.topic(), record.value()).getRequestId();
    }

    /** How many requests there are, each once. */
    int requests() {
        return Set.copyOf(idByPlace.values()).size();
    }

    /** How many of them are open. */
    int open() {
        var open = new HashSet<>(idByPlace.values());
        open.removeAll(ended);
        return open.size();
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.partition() + "@" + record.offset();
    }

    private static String placeBefore(Headers headers) {
        return header(headers, DeadLetter.PARTITION) + "@" + header(headers, DeadLetter.OFFSET);
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        requests.close();
        results.close();
        deadLetters.close();
    }
}
