package dev.gleaner.topology.classify;

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
     * Counts a verdict and forwards it.
     *
     * @param exchange what was judged
     * @param assessment what the model says of it
     * @param labeller who signs
     * @param timestamp record time of the exchange, milliseconds since 1970-01-01 UTC
     */
    void publish(Exchange exchange, Assessment assessment, Labeller labeller, long timestamp) {
        var verdict = verdict(exchange, assessment, labeller);
        count(verdict, assessment);
        var conversationId = verdict.getConversationId();
        context.forward(new Record<>(conversationId, verdict, timestamp), toVerdicts);
        context.forward(new Record<>(conversationId, new Evidence.Verdict(exchange, verdict), timestamp), toEvidence);
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

    private void count(FeedbackVerdict verdict, Assessment assessment) {
        counters.count(HarvestCounter.VERDICTS, verdict.getPolarity());
        assessment.categories().forEach((category, probability) -> {
            if (probability >= 0.5) {
                counters.count(HarvestCounter.CATEGORIES, category);
            }
        });
    }
}
