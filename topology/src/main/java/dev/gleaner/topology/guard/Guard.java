package dev.gleaner.topology.guard;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationResult;
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
 * The way in: bytes become what the stages behind take, or are rejected before anything of them is stored.
 *
 * @param <T> what the topic holds
 * @param <A> what is let in
 */
public final class Guard<T, A> implements Processor<byte[], byte[], String, A> {

    private final RecordReader<T> reader;
    private final Check<T> check;
    private final Function<T, String> conversation;
    private final Function<T, A> admission;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, A> context;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    private Guard(RecordReader<T> reader, Check<T> check, Function<T, String> conversation, Function<T, A> admission) {
        this.reader = reader;
        this.check = check;
        this.conversation = conversation;
        this.admission = admission;
    }

    /** The guard of {@code conversation-turns}. */
    public static Guard<ConversationTurn, Arrival> ofTurns(HarvestConfig config, HarvestSerdes serdes) {
        return new Guard<>(
                new RecordReader<>(
                        config.topics().conversationTurns(), config.turnForm(), serdes.turn(), JsonReader::turn),
                new Checks(config.limits())::turn,
                ConversationTurn::getConversationId,
                Arrival.OfTurn::new);
    }

    /** The guard of {@code response-signals}. */
    public static Guard<ResponseSignal, Arrival> ofSignals(HarvestConfig config, HarvestSerdes serdes) {
        return new Guard<>(
                new RecordReader<>(
                        config.topics().responseSignals(), config.signalForm(), serdes.signal(), JsonReader::signal),
                new Checks(config.limits())::signal,
                ResponseSignal::getConversationId,
                Arrival.OfSignal::new);
    }

    /** The guard of {@code generation-results}, which programs write and not people: Avro alone. */
    public static Guard<GenerationResult, GenerationResult> ofResults(HarvestConfig config, HarvestSerdes serdes) {
        return new Guard<>(
                new RecordReader<>(
                        config.topics().generationResults(),
                        InputForm.AVRO,
                        serdes.generationResult(),
                        JsonReader.none(RecordReader.FRAMED_AVRO)),
                new ResultChecks(config.limits(), config.promptBytes())::result,
                result -> result.getRequest().getConversationId(),
                Function.identity());
    }

    /** The guard of {@code llm-verdicts}, which programs write too. */
    public static Guard<FeedbackVerdict, FeedbackVerdict> ofVerdicts(HarvestConfig config, HarvestSerdes serdes) {
        return new Guard<>(
                new RecordReader<>(
                        config.topics().llmVerdicts(),
                        InputForm.AVRO,
                        serdes.llmVerdict(),
                        JsonReader.none(RecordReader.FRAMED_AVRO)),
                new VerdictChecks(new Checks(config.limits()))::verdict,
                FeedbackVerdict::getConversationId,
                Function.identity());
    }

    @Override
    public void init(ProcessorContext<String, A> context) {
        this.context = context;
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        context.forward(admit(record));
    }

    private Record<String, A> admit(Record<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                throw new RejectedException(Reason.MALFORMED, "The record has no value");
            }
            var read = Patience.whileRegistryIsAway(() -> reader.read(record.value(), record.headers()));
            check.check(record.key(), read, Instant.ofEpochMilli(context.currentSystemTimeMs()));
            return new Record<>(conversation.apply(read), admission.apply(read), record.timestamp());
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
