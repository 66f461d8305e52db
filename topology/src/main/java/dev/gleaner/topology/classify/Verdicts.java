package dev.gleaner.topology.classify;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Labeller;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.Exchange;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What becomes of an assessment: a verdict, counted and forwarded. */
final class Verdicts {

    /** From this probability on a category counts as fired. */
    private static final double FIRED = 0.5;

    private final ProcessorContext<String, Object> context;
    private final Counters counters;
    private final String toVerdicts;
    private final String toEvidence;

    /**
     * The verdicts of one processor.
     *
     * @param context of the processor
     * @param toVerdicts name of the node that gets each {@link FeedbackVerdict}
     * @param toEvidence name of the node that gets each {@link Evidence.Verdict}
     */
    Verdicts(ProcessorContext<String, Object> context, String toVerdicts, String toEvidence) {
        this.context = context;
        this.counters = new Counters(context.metrics());
        this.toVerdicts = toVerdicts;
        this.toEvidence = toEvidence;
    }

    /**
     * Makes a verdict, and forwards it as what it is and as evidence.
     *
     * @param exchange what was judged
     * @param assessment what the model says of it
     * @param labeller who signs
     * @param timestamp record time of the exchange, milliseconds since 1970-01-01 UTC
     */
    void publish(Exchange exchange, Assessment assessment, Labeller labeller, long timestamp) {
        var verdict = verdict(exchange, assessment, labeller);
        publish(verdict, timestamp);
        prove(exchange, verdict, timestamp);
    }

    /** Counts a verdict and forwards it. */
    void publish(FeedbackVerdict verdict, long timestamp) {
        count(verdict);
        context.forward(new Record<>(verdict.getConversationId(), verdict, timestamp), toVerdicts);
    }

    /** Forwards a verdict as evidence. */
    void prove(Exchange exchange, FeedbackVerdict verdict, long timestamp) {
        var evidence = new Evidence.Verdict(exchange, verdict);
        context.forward(new Record<>(verdict.getConversationId(), evidence, timestamp), toEvidence);
    }

    private static FeedbackVerdict verdict(Exchange exchange, Assessment assessment, Labeller labeller) {
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
                .setLabeller(labeller)
                .setObservedAt(followUp.getCreatedAt())
                .setSubjectId(followUp.getSubjectId().orElse(null))
                .setTenant(followUp.getTenant().orElse(null))
                .setLanguage(followUp.getLanguage().orElse(null))
                .build();
    }

    private void count(FeedbackVerdict verdict) {
        counters.count(HarvestCounter.VERDICTS, verdict.getPolarity());
        var probabilities = verdict.getCategories();
        for (var category : Category.values()) { // in the order of their fields, as where they are published
            if ((float) probabilities.get(category.ordinal()) >= FIRED) {
                counters.count(HarvestCounter.CATEGORIES, category);
            }
        }
    }
}
