package dev.gleaner.topology.classify;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.state.PendingExchange;
import dev.gleaner.topology.assemble.ConversationTree;
import dev.gleaner.topology.deadletter.DeadLetter;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.Exchange;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the model what the follow-up of an exchange says about its response, and forwards the verdict: of each exchange as it comes, or
 * of many at once where that pays. A batch goes when it is full, or when its first exchange has waited long enough.
 *
 * <p>What waits stands in a store, which commits with the input and the verdicts: after a restart it is still there, none is lost and
 * none judged twice. The store holds ids alone; the turns are read from the tree when the batch goes, so that of a conversation
 * forgotten meanwhile nothing is judged.
 *
 * <p>Verdicts leave in the order in which their exchanges came. What does not wait may overtake them by as much as a batch waits: a
 * signal on a response, and a turn that joins the tree. In the time that people take that is nothing; where a topic is read again at
 * full speed, a signal can come before the complaint that it would have made a pair with.
 */
public final class Classifier implements Processor<String, Exchange, String, Object> {

    private static final Logger log = LoggerFactory.getLogger(Classifier.class);

    private final FeedbackClassifier model;
    private final Batching batching;
    private final String toVerdicts;
    private final String toEvidence;
    private final String toDeadLetters;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private ConversationTree tree;

    @SuppressWarnings("NullAway.Init")
    private ExchangeBuffer buffer;

    @SuppressWarnings("NullAway.Init")
    private Verdicts verdicts;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /**
     * One of a partition; must be connected to the stores of the conversation tree too.
     *
     * @param model shared by all partitions
     * @param batching when a batch goes
     * @param toVerdicts name of the node that gets each {@link FeedbackVerdict}
     * @param toEvidence name of the node that gets each {@link Evidence.Verdict}
     * @param toDeadLetters name of the sink that gets, by conversation and without a value, what the model fails on
     */
    public Classifier(
            FeedbackClassifier model, Batching batching, String toVerdicts, String toEvidence, String toDeadLetters) {
        this.model = model;
        this.batching = batching;
        this.toVerdicts = toVerdicts;
        this.toEvidence = toEvidence;
        this.toDeadLetters = toDeadLetters;
    }

    /** The store of this stage. */
    public static StoreBuilder<?> store() {
        return ExchangeBuffer.store();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.tree = new ConversationTree(context);
        this.buffer = new ExchangeBuffer(context);
        this.verdicts = new Verdicts(context, toVerdicts, toEvidence);
        this.counters = new Counters(context.metrics());
        context.schedule(batching.longestWait(), PunctuationType.WALL_CLOCK_TIME, now -> classifyAll());
    }

    @Override
    public void process(Record<String, Exchange> record) {
        if (batching.gathers() || buffer.size() > 0) { // an earlier run may have gathered where this one does not
            gather(record);
        } else {
            classifyNow(record);
        }
    }

    /** What the model fails on fails with its record, which goes to the dead letters as it came. */
    private void classifyNow(Record<String, Exchange> record) {
        var assessment =
                model.classify(List.of(ExchangeText.of(record.value()))).get(0);
        verdicts.publish(record.value(), assessment, model.labeller(), record.timestamp());
    }

    private void gather(Record<String, Exchange> record) {
        buffer.add(pending(record.value().followUp(), record.timestamp()));
        if (buffer.size() >= batching.size()) {
            classifyAll();
        }
    }

    private PendingExchange pending(ConversationTurn followUp, long timestamp) {
        var source = context.recordMetadata().filter(record -> record.topic() != null);
        return new PendingExchange(
                followUp.getConversationId(),
                followUp.getTurnId(),
                timestamp,
                source.map(RecordMetadata::topic).orElse(null),
                source.map(RecordMetadata::partition).orElse(-1),
                source.map(RecordMetadata::offset).orElse(-1L));
    }

    private void classifyAll() {
        if (buffer.size() == 0) {
            return;
        }
        var batch = buffer.takeAll().stream()
                .flatMap(pending -> restore(pending).stream())
                .toList();
        if (!batch.isEmpty()) {
            assessTogether(batch)
                    .ifPresentOrElse(found -> publish(batch, found), () -> batch.forEach(this::classifyAlone));
        }
    }

    private Optional<Waiting> restore(PendingExchange pending) {
        var exchange = tree.turn(pending.getConversationId(), pending.getFollowUpTurnId())
                .flatMap(tree::exchange);
        if (exchange.isEmpty()) {
            counters.count(HarvestCounter.UNJUDGED, "FORGOTTEN");
        }
        return exchange.map(found -> new Waiting(pending, found));
    }

    private record Waiting(PendingExchange pending, Exchange exchange) {}

    // ---- the model
    // ---------------------------------------------------------------------------------------------------------

    private Optional<List<Assessment>> assessTogether(List<Waiting> batch) {
        try {
            return Optional.of(assess(batch));
        } catch (RuntimeException e) { // of one exchange, perhaps: the others shall have their verdict
            log.warn("The model failed on a batch of {}: each exchange goes alone now", batch.size());
            log.debug("Where it failed", e);
            return Optional.empty();
        }
    }

    private void classifyAlone(Waiting waiting) {
        var alone = List.of(waiting);
        List<Assessment> assessments;
        try {
            assessments = assess(alone);
        } catch (RuntimeException e) {
            reject(waiting.pending(), e);
            return;
        }
        publish(alone, assessments);
    }

    private List<Assessment> assess(List<Waiting> batch) {
        return model.classify(batch.stream()
                .map(waiting -> ExchangeText.of(waiting.exchange()))
                .toList());
    }

    private void publish(List<Waiting> batch, List<Assessment> assessments) {
        for (var i = 0; i < batch.size(); i++) {
            var waiting = batch.get(i);
            verdicts.publish(
                    waiting.exchange(),
                    assessments.get(i),
                    model.labeller(),
                    waiting.pending().getTimestamp());
        }
    }

    /**
     * Not by an exception: at a punctuation the handler has no record to send, and else it would send the wrong one. The place of the
     * record is told; its bytes are no longer at hand.
     */
    private void reject(PendingExchange pending, RuntimeException failure) {
        var letter = DeadLetter.ofFailure(
                failure,
                "classify",
                pending.getTopic().orElse(null),
                pending.getPartition(),
                pending.getOffset(),
                pending.getTimestamp());
        log.error("{} goes to the dead letters: {}", letter.place(), letter.detail());
        log.debug("Where it failed", failure);
        counters.count(HarvestCounter.DEAD_LETTERS, letter.reason());
        context.forward(
                new Record<>(pending.getConversationId(), null, pending.getTimestamp(), letter.headers()),
                toDeadLetters);
    }
}
