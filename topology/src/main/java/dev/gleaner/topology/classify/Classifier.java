package dev.gleaner.topology.classify;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.Exchange;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Asks the model what the follow-up of an exchange says about its response, and forwards the verdict. */
public final class Classifier implements Processor<String, Exchange, String, Object> {

    private final FeedbackClassifier model;
    private final String toVerdicts;
    private final String toEvidence;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /**
     * One of a partition.
     *
     * @param model shared by all partitions
     * @param toVerdicts name of the node that gets each {@link FeedbackVerdict}
     * @param toEvidence name of the node that gets each {@link Evidence.Verdict}
     */
    public Classifier(FeedbackClassifier model, String toVerdicts, String toEvidence) {
        this.model = model;
        this.toVerdicts = toVerdicts;
        this.toEvidence = toEvidence;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<String, Exchange> record) {
        var exchange = record.value();
        var assessment = model.classify(List.of(ExchangeText.of(exchange))).get(0);
        var verdict = verdict(exchange, assessment);
        count(verdict, assessment);
        context.forward(record.withValue(verdict), toVerdicts);
        context.forward(record.withValue(new Evidence.Verdict(exchange, verdict)), toEvidence);
    }

    private FeedbackVerdict verdict(Exchange exchange, Assessment assessment) {
        var followUp = exchange.followUp();
        return FeedbackVerdict.newBuilder()
                .setConversationId(followUp.getConversationId())
                .setFollowUpTurnId(followUp.getTurnId())
                .setResponseTurnId(exchange.response().getTurnId())
                .setPolarity(assessment.polarity())
                .setSatisfied(assessment.satisfied())
                .setDissatisfied(assessment.dissatisfied())
                .setBound(assessment.bound())
                .setCategories(assessment.categoryProbabilities())
                .setConfidence(assessment.confidence())
                .setLabeller(model.labeller())
                .setObservedAt(followUp.getCreatedAt())
                .setSubjectId(followUp.getSubjectId().orElse(null))
                .setTenant(followUp.getTenant().orElse(null))
                .setLanguage(followUp.getLanguage().orElse(null))
                .build();
    }

    private void count(FeedbackVerdict verdict, Assessment assessment) {
        counters.count(HarvestCounter.VERDICTS, verdict.getPolarity());
        assessment.categories().forEach((category, probability) -> {
            if (probability >= 0.5) {
                counters.count(HarvestCounter.CATEGORIES, category);
            }
        });
    }
}
