package dev.gleaner.topology.deadletter;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record whose processing failed to the dead letters, within the transaction of its task, and goes on; gives up only
 * where the fault lies with the cluster and not with the record. Set as {@code processing.exception.handler}; the topic is that
 * of {@code errors.dead.letter.queue.topic.name} (KIP-1033, KIP-1034).
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterHandler.class);

    private String topic = "";

    /** Made by Kafka Streams, which then calls {@link #configure}. */
    public DeadLetterHandler() {}

    /**
     * Takes the topic.
     *
     * @throws IllegalStateException if the configuration names no dead-letter topic
     */
    @Override
    public void configure(Map<String, ?> configs) {
        var name = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        if (name == null) {
            throw new IllegalStateException("Set " + StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG
                    + ": without a topic for dead letters, bad records would be lost");
        }
        topic = name.toString();
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof RejectedException rejected) {
            return toDeadLetters(context, rejection(context, rejected));
        }
        if (exception instanceof KafkaException) { // the cluster or the registry, not the record: come back later
            return Response.fail();
        }
        var letter = DeadLetter.ofFailure(
                exception,
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp());
        log.error("{} goes to {}: {}", letter.place(), topic, letter.detail());
        log.debug("Where it failed", exception);
        return toDeadLetters(context, letter);
    }

    private static DeadLetter rejection(ErrorHandlerContext context, RejectedException rejected) {
        return new DeadLetter(
                rejected.reason(),
                String.valueOf(rejected.getMessage()),
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp());
    }

    private Response toDeadLetters(ErrorHandlerContext context, DeadLetter letter) {
        return Response.resume(
                List.of(letter.toRecord(topic, context.sourceRawKey(), context.sourceRawValue(), context.headers())));
    }
}
