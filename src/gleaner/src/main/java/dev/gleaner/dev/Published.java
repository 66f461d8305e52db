package dev.gleaner.dev;

import dev.gleaner.config.Connections;
import dev.gleaner.export.PairReader;
import dev.gleaner.export.TopicReader;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What the harvest published, read back from its topics as any reader of committed records would.
 *
 * @param connections where the topics are
 * @param registry stays open
 */
record Published(Connections connections, RegistrySerdes registry) {

    /** The header in which a dead letter tells why it is one. */
    private static final String REASON = "gleaner.reason";

    /** Reads all pairs that are there and not withdrawn. */
    void readPairs(Consumer<PreferencePair> sink) {
        try (var reader = new PairReader(
                open(connections.topics().preferencePairs()), registry.deserializer(PreferencePair.class))) {
            reader.readAll(sink);
        }
    }

    /** Reads all verdicts that are there. */
    void readFeedback(Consumer<FeedbackVerdict> sink) {
        try (var topic = open(connections.topics().feedback())) {
            topic.readToEnd(verdicts(sink));
        }
    }

    /** Reads all generation requests that are there. */
    void readRequests(Consumer<GenerationRequest> sink) {
        try (var topic = open(connections.topics().generationRequests())) {
            topic.readToEnd(values(registry.deserializer(GenerationRequest.class), sink));
        }
    }

    /** Reads all generation results that are there; a request may have more than one. */
    void readResults(Consumer<GenerationResult> sink) {
        try (var topic = open(connections.topics().generationResults())) {
            topic.readToEnd(values(registry.deserializer(GenerationResult.class), sink));
        }
    }

    /** Reads the reasons of all dead letters that are there. */
    void readDeadLetters(Consumer<String> sink) {
        try (var topic = open(connections.topics().deadLetters())) {
            topic.readToEnd(reasons(sink));
        }
    }

    /**
     * Counts as records come, one thread a topic.
     *
     * @param goOn asked several times a second
     * @return the threads, started
     */
    List<Thread> follow(Tally tally, BooleanSupplier goOn) {
        var topics = connections.topics();
        var threads = new ArrayList<Thread>();
        threads.add(follow(topics.feedback(), verdicts(tally::add), goOn));
        threads.add(follow(topics.preferencePairs(), pairs(tally::add), goOn));
        threads.add(follow(topics.deadLetters(), reasons(tally::addDeadLetter), goOn));
        return threads;
    }

    private Thread follow(String name, Consumer<ConsumerRecord<String, byte[]>> sink, BooleanSupplier goOn) {
        var thread = new Thread(
                () -> {
                    try (var topic = open(name)) {
                        topic.follow(sink, goOn);
                    }
                },
                "watch-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private TopicReader open(String topic) {
        return new TopicReader(connections.kafka(), topic);
    }

    private Consumer<ConsumerRecord<String, byte[]>> verdicts(Consumer<FeedbackVerdict> sink) {
        return values(registry.deserializer(FeedbackVerdict.class), sink);
    }

    private Consumer<ConsumerRecord<String, byte[]>> pairs(Consumer<PreferencePair> sink) {
        return values(registry.deserializer(PreferencePair.class), sink);
    }

    private static <T> Consumer<ConsumerRecord<String, byte[]>> values(Deserializer<T> deserializer, Consumer<T> sink) {
        return record -> {
            if (record.value() != null) {
                sink.accept(deserializer.deserialize(record.topic(), record.headers(), record.value()));
            }
        };
    }

    private static Consumer<ConsumerRecord<String, byte[]>> reasons(Consumer<String> sink) {
        return letter -> {
            var header = letter.headers().lastHeader(REASON);
            sink.accept(header == null ? "UNKNOWN" : new String(header.value(), StandardCharsets.UTF_8));
        };
    }
}
