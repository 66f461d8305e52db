package dev.gleaner.topology.guard;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.HarvestSerdes;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import dev.gleaner.topology.flow.Arrival;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The way in: bytes become an {@link Arrival}, or are rejected before anything of them is stored.
 *
 * @param <T> what the topic holds
 */
public final class Guard<T> implements Processor<byte[], byte[], String, Arrival> {

    private final RecordReader<T> reader;
    private final Check<T> check;
    private final Function<T, Arrival> arrival;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Arrival> context;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    private Guard(RecordReader<T> reader, Check<T> check, Function<T, Arrival> arrival) {
        this.reader = reader;
        this.check = check;
        this.arrival = arrival;
    }

    /** The guard of {@code conversation-turns}. */
    public static Guard<ConversationTurn> ofTurns(HarvestConfig config, HarvestSerdes serdes) {
        return new Guard<>(
                new RecordReader<>(
                        config.topics().conversationTurns(), config.turnForm(), serdes.turn(), JsonReader::turn),
                new Checks(config.limits())::turn,
                Arrival.OfTurn::new);
    }

    /** The guard of {@code response-signals}. */
    public static Guard<ResponseSignal> ofSignals(HarvestConfig config, HarvestSerdes serdes) {
        return new Guard<>(
                new RecordReader<>(
                        config.topics().responseSignals(), config.signalForm(), serdes.signal(), JsonReader::signal),
                new Checks(config.limits())::signal,
                Arrival.OfSignal::new);
    }

    @Override
    public void init(ProcessorContext<String, Arrival> context) {
        this.context = context;
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        context.forward(admit(record));
    }

    private Record<String, Arrival> admit(Record<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                throw new RejectedException(Reason.MALFORMED, "The record has no value");
            }
            var read = Patience.whileRegistryIsAway(() -> reader.read(record.value(), record.headers()));
            check.check(record.key(), read, Instant.ofEpochMilli(context.currentSystemTimeMs()));
            var admitted = arrival.apply(read);
            return new Record<>(admitted.conversationId(), admitted, record.timestamp());
        } catch (RejectedException e) {
            counters.count(HarvestCounter.DEAD_LETTERS, e.reason());
            throw e;
        }
    }

    /** What must hold of what was read; throws {@link RejectedException} where it does not. */
    @FunctionalInterface
    private interface Check<T> {
        void check(byte @Nullable [] key, T read, Instant now);
    }
}
