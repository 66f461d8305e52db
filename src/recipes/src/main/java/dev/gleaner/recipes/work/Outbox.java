package dev.gleaner.recipes.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.serde.RegistryUnavailableException;
import dev.gleaner.topology.TopicNames;
import dev.gleaner.topology.deadletter.DeadLetter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where results and dead letters go out. Comes back only when the broker has them: an answer that was paid for is not thrown away because
 * registry or broker are away for a while.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Producer<byte[], byte[]> producer;
    private final Serializer<GenerationResult> serializer;
    private final TopicNames topics;

    Outbox(Producer<byte[], byte[]> producer, Serializer<GenerationResult> serializer, TopicNames topics) {
        this.producer = producer;
        this.serializer = serializer;
        this.topics = topics;
    }

    /**
     * Puts a result into its topic, by conversation.
     *
     * @throws RecordTooLargeException if the topic does not take so large a result
     */
    void put(GenerationResult result) throws InterruptedException {
        var topic = topics.generationResults();
        var key = result.getRequest().getConversationId().getBytes(UTF_8);
        var value = whileAway(() -> serializer.serialize(topic, result));
        put(new ProducerRecord<>(topic, key, value));
    }

    /** Puts a record into the dead letters, as it came. */
    void bury(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        put(letter.toRecord(topics.deadLetters(), record.key(), record.value(), record.headers()));
    }

    private void put(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        whileAway(() -> send(record));
    }

    private boolean send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptException e) {
            throw new InterruptedException("while writing to " + record.topic());
        }
    }

    /** Tries again as long as trying may help, which both registry and broker tell by their exceptions. */
    static <T> T whileAway(Attempt<T> attempt) throws InterruptedException {
        for (var tries = 1; ; tries++) {
            try {
                return attempt.make();
            } catch (RetriableException e) {
                if (tries == 1) {
                    log.warn("Waiting: {}", reason(e));
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private static String reason(RetriableException e) {
        return e instanceof RegistryUnavailableException
                ? String.valueOf(e.getMessage())
                : "Kafka does not take a record (" + e.getClass().getSimpleName() + ")";
    }

    /** What may fail for a while. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws InterruptedException;
    }
}
