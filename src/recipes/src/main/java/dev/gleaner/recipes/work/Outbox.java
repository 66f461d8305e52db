package dev.gleaner.recipes.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.serde.RegistryUnavailableException;
import dev.gleaner.topology.deadletter.DeadLetter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
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
    private final String deadLetters;

    /** @param deadLetters the topic of dead letters */
    Outbox(Producer<byte[], byte[]> producer, String deadLetters) {
        this.producer = producer;
        this.deadLetters = deadLetters;
    }

    /**
     * Puts a result into the topic of its task.
     *
     * @throws RecordTooLargeException if the topic does not take so large a result
     */
    <R> void put(Task<?, R> task, R result) throws InterruptedException {
        var key = task.key().apply(result).getBytes(UTF_8);
        var value = whileAway(() -> task.writer().serialize(task.results(), result));
        put(new ProducerRecord<>(task.results(), key, value));
    }

    /** Puts a record into the dead letters, as it came. */
    void bury(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        put(letter.toRecord(deadLetters, record.key(), record.value(), record.headers()));
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
