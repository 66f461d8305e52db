package dev.gleaner.topology.classify;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.topology.assemble.ConversationTree;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.Exchange;
import dev.gleaner.topology.flow.StableId;
import dev.gleaner.topology.flow.TakenIn;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Takes in what language models say of exchanges on which the classifier abstained. A verdict is published whatever became of its
 * conversation, and is evidence where the conversation is still known. It counts once, however often the worker gives it, and nobody is
 * asked for a label again.
 *
 * <p>A verdict counts from when it is taken in, by the record time of its conversations: what a user went on to say meanwhile was heard
 * before it. So a complaint found late waits for a better answer from now on.
 */
public final class TakeVerdicts implements Processor<String, FeedbackVerdict, String, Object> {

    private static final String TAKEN = "taken-verdicts";

    private final String toVerdicts;
    private final String toEvidence;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private ConversationTree tree;

    @SuppressWarnings("NullAway.Init")
    private TakenIn taken;

    @SuppressWarnings("NullAway.Init")
    private Verdicts verdicts;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /**
     * One of a partition; must be connected to the stores of the conversation tree too.
     *
     * @param toVerdicts name of the node that gets each {@link FeedbackVerdict}
     * @param toEvidence name of the node that gets each {@link Evidence.Verdict}
     */
    public TakeVerdicts(String toVerdicts, String toEvidence) {
        this.toVerdicts = toVerdicts;
        this.toEvidence = toEvidence;
    }

    /** The store of this stage. */
    public static StoreBuilder<?> store() {
        return TakenIn.store(TAKEN);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.tree = new ConversationTree(context);
        this.taken = new TakenIn(context, TAKEN);
        this.verdicts = new Verdicts(context, toVerdicts, toEvidence);
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<String, FeedbackVerdict> record) {
        var verdict = record.value();
        var now = now();
        if (!taken.add(id(verdict), now)) {
            counters.count(HarvestCounter.DUPLICATES, "VERDICT");
            return;
        }
        verdicts.publish(verdict, now);
        exchange(verdict)
                .ifPresentOrElse(
                        exchange -> verdicts.prove(exchange, verdict, now),
                        () -> counters.count(HarvestCounter.UNPROVEN, "FORGOTTEN"));
    }

    /** Where no turn ever came there is no record time yet. */
    private long now() {
        var streamTime = context.currentStreamTimeMs();
        return streamTime > 0 ? streamTime : context.currentSystemTimeMs();
    }

    private static String id(FeedbackVerdict verdict) {
        var labeller = verdict.getLabeller();
        return StableId.of(
                verdict.getConversationId(), verdict.getFollowUpTurnId(), labeller.getName(), labeller.getVersion());
    }

    private Optional<Exchange> exchange(FeedbackVerdict verdict) {
        return tree.turn(verdict.getConversationId(), verdict.getFollowUpTurnId())
                .flatMap(tree::exchange)
                .filter(exchange -> exchange.response().getTurnId().equals(verdict.getResponseTurnId()));
    }
}
