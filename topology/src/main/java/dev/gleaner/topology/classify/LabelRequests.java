package dev.gleaner.topology.classify;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Asks for a label where the classifier abstained, and passes all evidence on. What a model is least sure of teaches it most (Lewis
 * and Gale, A Sequential Algorithm for Training Text Classifiers, SIGIR 1994).
 */
public final class LabelRequests implements Processor<String, Evidence, String, Object> {

    private final boolean wanted;
    private final String toRequests;
    private final String toEvidence;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /**
     * One of a partition.
     *
     * @param wanted whether requests are made at all: they hold the users' text
     * @param toRequests name of the node that gets each {@link LabelRequest}
     * @param toEvidence name of the node that gets each {@link Evidence}
     */
    public LabelRequests(boolean wanted, String toRequests, String toEvidence) {
        this.wanted = wanted;
        this.toRequests = toRequests;
        this.toEvidence = toEvidence;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<String, Evidence> record) {
        context.forward(record, toEvidence);
        if (wanted
                && record.value() instanceof Evidence.Verdict of
                && of.verdict().getPolarity() == Polarity.ABSTAINED) {
            context.forward(record.withValue(request(of)), toRequests);
            counters.count(
                    HarvestCounter.LABEL_REQUESTS, of.verdict().getLabeller().getName());
        }
    }

    private static LabelRequest request(Evidence.Verdict undecided) {
        var exchange = undecided.exchange();
        var verdict = undecided.verdict();
        return LabelRequest.newBuilder()
                .setConversationId(verdict.getConversationId())
                .setFollowUpTurnId(verdict.getFollowUpTurnId())
                .setResponseTurnId(verdict.getResponseTurnId())
                .setPrompt(exchange.prompt().map(ConversationTurn::getContent).orElse(""))
                .setResponse(exchange.response().getContent())
                .setFollowup(exchange.followUp().getContent())
                .setProbabilitySatisfied(verdict.getSatisfied())
                .setProbabilityDissatisfied(verdict.getDissatisfied())
                .setLabeller(verdict.getLabeller())
                .setObservedAt(verdict.getObservedAt())
                .setSubjectId(verdict.getSubjectId().orElse(null))
                .setTenant(verdict.getTenant().orElse(null))
                .setLanguage(verdict.getLanguage().orElse(null))
                .build();
    }
}
