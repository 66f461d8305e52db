package dev.gleaner.recipes.work;

import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.ask.ServiceRefusedException;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.serde.UnreadableRecordException;
import dev.gleaner.topology.deadletter.DeadLetter;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with one request at a time for each of its threads: every record ends as a result, as a dead letter that says why, or put back. It
 * is done with only when the broker has what came of it.
 */
final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final String SWITCHED_OFF = "tenants-off-1";
    private static final String STAGE = "generate";

    private final Deserializer<GenerationRequest> deserializer;
    private final Generation generation;
    private final Outbox outbox;
    private final WorkListener listener;
    private final Set<String> tenantsOff;
    private final String worker;
    private final Clock clock;
    private volatile boolean stopping;

    Desk(
            Deserializer<GenerationRequest> deserializer,
            Generation generation,
            Outbox outbox,
            WorkListener listener,
            WorkSettings settings,
            Clock clock) {
        this.deserializer = deserializer;
        this.generation = generation;
        this.outbox = outbox;
        this.listener = listener;
        this.tenantsOff = settings.tenantsOff();
        this.worker = settings.worker();
        this.clock = clock;
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
            answer(record);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw putBack("The worker stops");
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        var begin = System.nanoTime();
        try {
            var result = resultOf(read(record));
            outbox.put(result);
            listener.answered(result, Duration.ofNanos(System.nanoTime() - begin));
        } catch (RejectedException e) {
            bury(letter(e.reason(), String.valueOf(e.getMessage()), record), record);
        } catch (UnansweredException e) {
            buryUnlessStopping(letter(Reason.GENERATION_FAILED, String.valueOf(e.getMessage()), record), record);
        } catch (ServiceRefusedException e) {
            listener.putBack();
            throw e;
        } catch (RecordTooLargeException e) {
            bury(letter(Reason.GENERATION_FAILED, "The result is larger than its topic takes", record), record);
        } catch (RuntimeException e) {
            log.debug("Where it failed", e);
            buryUnlessStopping(
                    DeadLetter.ofFailure(
                            e, STAGE, record.topic(), record.partition(), record.offset(), record.timestamp()),
                    record);
        }
    }

    private GenerationRequest read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.value() == null) {
            throw new RejectedException(Reason.MALFORMED, "The value is missing");
        }
        try {
            return Outbox.whileAway(() -> deserializer.deserialize(record.topic(), record.headers(), record.value()));
        } catch (UnreadableRecordException e) {
            throw new RejectedException(Reason.valueOf(e.reason().name()), String.valueOf(e.getMessage()));
        }
    }

    private GenerationResult resultOf(GenerationRequest request) throws InterruptedException {
        var isOff = request.getTenant().filter(tenantsOff::contains).isPresent();
        return isOff ? switchedOff(request) : generation.generate(request);
    }

    private GenerationResult switchedOff(GenerationRequest request) {
        return GenerationResult.newBuilder()
                .setRequest(request)
                .setDrops(List.of(GenerationDrop.newBuilder()
                        .setRecipe(SWITCHED_OFF)
                        .setReason(GenerationDropReason.TENANT_OFF)
                        .build()))
                .setWorker(worker)
                .setGeneratedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
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
