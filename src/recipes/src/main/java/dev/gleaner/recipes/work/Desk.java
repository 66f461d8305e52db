package dev.gleaner.recipes.work;

import dev.gleaner.recipes.ask.ServiceRefusedException;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.schema.serde.UnreadableRecordException;
import dev.gleaner.topology.deadletter.DeadLetter;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with one request at a time for each of its threads: every record ends as a result, as a dead letter that says why, or put back. It
 * is done with only when the broker has what came of it.
 */
final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private final Map<String, Task<?, ?>> tasks;
    private final Outbox outbox;
    private final WorkListener listener;
    private volatile boolean stopping;

    /** @param tasks by the topics of their requests */
    Desk(Map<String, Task<?, ?>> tasks, Outbox outbox, WorkListener listener) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.listener = listener;
    }

    /** From now on, what fails is put back: it may have failed because the worker stops. */
    void stop() {
        stopping = true;
    }

    /**
     * Deals with a record to its end.
     *
     * @throws PutBackException if it is to be delivered again
     * @throws ServiceRefusedException if it is to be delivered again, and no other would fare better now
     */
    void deal(ConsumerRecord<byte[], byte[]> record) {
        listener.began();
        try {
            answer(Objects.requireNonNull(tasks.get(record.topic()), record.topic()), record);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw putBack("The worker stops");
        }
    }

    private <Q, R> void answer(Task<Q, R> task, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        var begin = System.nanoTime();
        try {
            var result = task.answerer().answer(read(task, record));
            if (result.isPresent()) {
                outbox.put(task, result.get());
                task.report().tell(listener, result.get(), Duration.ofNanos(System.nanoTime() - begin));
            } else {
                listener.leftUnasked();
            }
        } catch (RejectedException e) {
            bury(letter(e.reason(), String.valueOf(e.getMessage()), record), record);
        } catch (UnansweredException e) {
            buryUnlessStopping(letter(task.unanswered(), String.valueOf(e.getMessage()), record), record);
        } catch (ServiceRefusedException e) {
            listener.putBack();
            throw e;
        } catch (RecordTooLargeException e) {
            bury(letter(task.unanswered(), "The result is larger than its topic takes", record), record);
        } catch (RuntimeException e) {
            log.debug("Where it failed", e);
            buryUnlessStopping(
                    DeadLetter.ofFailure(
                            e, task.stage(), record.topic(), record.partition(), record.offset(), record.timestamp()),
                    record);
        }
    }

    private static <Q> Q read(Task<Q, ?> task, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.value() == null) {
            throw new RejectedException(Reason.MALFORMED, "The value is missing");
        }
        try {
            return Outbox.whileAway(() -> task.reader().deserialize(record.topic(), record.headers(), record.value()));
        } catch (UnreadableRecordException e) {
            throw new RejectedException(Reason.valueOf(e.reason().name()), String.valueOf(e.getMessage()));
        }
    }

    private void buryUnlessStopping(DeadLetter letter, ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw putBack("The worker stops");
        }
        bury(letter, record);
    }

    private void bury(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        log.warn("{} goes to the dead letters: {}", letter.place(), letter.detail());
        outbox.bury(letter, record);
        listener.buried(letter.reason());
    }

    private PutBackException putBack(String why) {
        listener.putBack();
        return new PutBackException(why);
    }

    private static DeadLetter letter(Reason reason, String detail, ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(reason, detail, record.topic(), record.partition(), record.offset(), record.timestamp());
    }
}
