package dev.gleaner.topology.generate;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.Provenance;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.flow.TakenIn;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import dev.gleaner.topology.pair.Drop;
import dev.gleaner.topology.pair.Guards;
import dev.gleaner.topology.pair.PairId;
import dev.gleaner.topology.pair.Strength;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes preference pairs of what language models wrote, as WildFeedback does (arXiv 2408.15549): an ON_POLICY pair only where a judge
 * finds its chosen answer better in both orders; an EXPERT pair whatever the judge says, which goes into its confidence. The prompt is the
 * bare one, without the preferences. Each result counts once; should one come again after more than 8 days, its pairs have the same ids as
 * before, and replace them under compaction.
 */
public final class PairGenerated implements Processor<String, GenerationResult, String, PreferencePair> {

    private static final String ANSWERED = "answered";

    private final String pipeline;
    private final Guards guards;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, PreferencePair> context;

    @SuppressWarnings("NullAway.Init")
    private TakenIn answered;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /** One of a partition. */
    public PairGenerated(HarvestConfig config) {
        this.pipeline = config.pipeline();
        this.guards = new Guards(config.rules());
    }

    /** The store of this stage. */
    public static StoreBuilder<?> store() {
        return TakenIn.store(ANSWERED);
    }

    @Override
    public void init(ProcessorContext<String, PreferencePair> context) {
        this.context = context;
        this.answered = new TakenIn(context, ANSWERED);
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<String, GenerationResult> record) {
        var result = record.value();
        if (!answered.add(result.getRequest().getRequestId(), record.timestamp())) {
            counters.count(HarvestCounter.DUPLICATES, "RESULT");
            return;
        }
        counters.count(HarvestCounter.GENERATION_RESULTS, result.getPairs().isEmpty() ? "NO_PAIRS" : "PAIRS");
        result.getDrops().forEach(drop -> counters.count(HarvestCounter.GENERATED_DROPPED, drop.getReason()));
        result.getPairs().forEach(generated -> decide(result, generated, record.timestamp()));
    }

    private void decide(GenerationResult result, GeneratedPair generated, long now) {
        count(generated);
        var objection = objection(generated);
        if (objection.isPresent()) {
            counters.count(HarvestCounter.GENERATED_DROPPED, objection.get());
            return;
        }
        var pair = pair(result, generated);
        context.forward(new Record<>(pair.getPairId(), pair, now));
        counters.count(HarvestCounter.PAIRS, pair.getMethod());
    }

    private void count(GeneratedPair generated) {
        counters.count(HarvestCounter.GENERATED, generated.getMethod());
        generated
                .getJudgement()
                .ifPresent(judgement -> counters.count(
                        HarvestCounter.JUDGEMENTS, generated.getMethod() + "_" + judgement.getVerdict()));
    }

    private Optional<Drop> objection(GeneratedPair generated) {
        var rejected = generated.getRejected().getContent();
        var chosen = generated.getChosen().getContent();
        return guards.answerObjection(rejected, chosen)
                .or(() -> generated.getMethod() == PairMethod.ON_POLICY && judged(generated) != JudgeVerdict.WIN
                        ? Optional.of(Drop.NOT_PREFERRED)
                        : Optional.empty());
    }

    private static JudgeVerdict judged(GeneratedPair generated) {
        return generated.getJudgement().map(Judgement::getVerdict).orElse(JudgeVerdict.UNKNOWN);
    }

    private PreferencePair pair(GenerationResult result, GeneratedPair generated) {
        var request = result.getRequest();
        var response = request.getRejected().getTurnId().orElseThrow(); // the guard has seen to it
        var method = generated.getMethod();
        return PreferencePair.newBuilder()
                .setPairId(PairId.of(request.getConversationId(), method, response, request.getRequestId()))
                .setMethod(method)
                .setConversationId(request.getConversationId())
                .setPrompt(request.getPrompt())
                .setChosen(generated.getChosen())
                .setRejected(method == PairMethod.EXPERT ? request.getRejected() : generated.getRejected())
                .setConfidence(Strength.of(request.getVerdicts()) * Strength.of(method, judged(generated)))
                .setPreferences(result.getPreferences())
                .setVerdicts(request.getVerdicts())
                .setProvenance(provenance(generated, request.getVerdicts()))
                .setJudgement(generated.getJudgement().orElse(null))
                .setDecidedAt(request.getObservedAt())
                .setSubjectId(request.getSubjectId().orElse(null))
                .setTenant(request.getTenant().orElse(null))
                .setLanguage(request.getLanguage().orElse(null))
                .build();
    }

    private Provenance provenance(GeneratedPair generated, List<FeedbackVerdict> verdicts) {
        return new Provenance(
                pipeline,
                verdicts.stream().map(FeedbackVerdict::getLabeller).distinct().toList(),
                generated.getGenerator(),
                generated.getJudgement().map(Judgement::getJudge).orElse(null),
                List.of());
    }
}
