package dev.gleaner.topology.classify;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.Exchange;
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
    private Verdicts verdicts;

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
        verdicts = new Verdicts(context, toVerdicts, toEvidence);
    }

    @Override
    public void process(Record<String, Exchange> record) {
        var exchange = record.value();
        var assessment = model.classify(List.of(ExchangeText.of(exchange))).get(0);
        verdicts.publish(exchange, assessment, model.labeller(), record.timestamp());
    }
}
