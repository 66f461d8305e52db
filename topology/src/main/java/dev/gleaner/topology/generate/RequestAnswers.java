package dev.gleaner.topology.generate;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.state.Standing;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.assemble.ConversationTree;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.StableId;
import dev.gleaner.topology.guard.Utf8;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import dev.gleaner.topology.pair.Guards;
import dev.gleaner.topology.pair.PairTexts;
import dev.gleaner.topology.pair.Standings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Asks a language model for the answer that a complaint did not get: one {@link GenerationRequest} for each response that no pair
 * rejected within a while after the first complaint about it.
 *
 * <p>That while is record time, and so is the time of the pair: whether it came in time is the same however late a sweep looks, and
 * reprocessing a topic asks the same. In a partition that has fallen silent stream time stands still; there the wall clock is taken for
 * it. A conversation that is forgotten is asked about first, since its time is over too.
 */
public final class RequestAnswers implements Processor<String, Evidence, String, GenerationRequest> {

    /** How often, at most, complaints are looked for whose time is over. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /** Most complaints of one sweep: a commit stays short, the next sweep goes on. */
    private static final int SWEEP_LIMIT = 5_000;

    /** Most complaints of one request. More than one takes a conversation that branches. */
    private static final int MAX_COMPLAINTS = 16;

    private final HarvestConfig config;
    private final GenerationRules rules;
    private final Guards guards;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, GenerationRequest> context;

    @SuppressWarnings("NullAway.Init")
    private ConversationTree tree;

    @SuppressWarnings("NullAway.Init")
    private Standings standings;

    @SuppressWarnings("NullAway.Init")
    private Unanswered unanswered;

    @SuppressWarnings("NullAway.Init")
    private Silence silence;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /** One of a partition; must be connected to {@link Standings} and to the stores of the conversation tree too. */
    public RequestAnswers(HarvestConfig config) {
        this.config = config;
        this.rules = config.generation();
        this.guards = new Guards(config.rules());
    }

    /** The store of this stage. */
    public static StoreBuilder<?> store() {
        return Unanswered.store();
    }

    @Override
    public void init(ProcessorContext<String, GenerationRequest> context) {
        this.context = context;
        this.tree = new ConversationTree(context);
        this.standings = new Standings(context);
        this.unanswered = new Unanswered(context);
        this.silence = new Silence(rules.waitForRevision(), context.currentSystemTimeMs());
        this.counters = new Counters(context.metrics());
        var interval = rules.waitForRevision().compareTo(SWEEP) < 0 ? rules.waitForRevision() : SWEEP;
        context.schedule(interval, PunctuationType.STREAM_TIME, now -> sweep(now, Cause.WAITED));
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::sweepIfSilent);
    }

    @Override
    public void process(Record<String, Evidence> record) {
        if (!rules.requests()) {
            return; // what an earlier run left goes with the sweeps
        }
        if (record.value() instanceof Evidence.Verdict of) {
            var complaint = of.verdict();
            unanswered.add(new Unanswered.Entry(
                    record.timestamp(), complaint.getConversationId(), complaint.getResponseTurnId()));
        } else if (record.value() instanceof Evidence.Forgotten of) {
            askBeforeForgetting(of.conversationId());
        }
    }

    // ---- time
    // --------------------------------------------------------------------------------------------------------------

    /** What made a complaint due. The names stand in metrics: they are a contract. */
    private enum Cause {
        /** Record time went by. */
        WAITED,
        /** The partition fell silent, and the wall clock went by. */
        SILENCE,
        /** The conversation is forgotten. */
        FORGOTTEN
    }

    private void sweep(long now, Cause cause) {
        for (var entry : unanswered.takeUpTo(now - rules.waitForRevision().toMillis(), SWEEP_LIMIT)) {
            ask(entry, cause);
        }
    }

    private void sweepIfSilent(long wallClock) {
        if (silence.isThere(context.currentStreamTimeMs(), wallClock)) {
            sweep(wallClock, Cause.SILENCE);
        }
    }

    /** All of it is due: a conversation is idle for longer than a complaint waits. */
    private void askBeforeForgetting(String conversationId) {
        for (var standing : standings.complainedOf(conversationId)) {
            var complainedAt = standing.getComplainedAt().orElseThrow();
            var response = standing.getComplaints().get(0).getResponseTurnId();
            var entry = new Unanswered.Entry(complainedAt, conversationId, response);
            if (unanswered.take(entry)) {
                ask(entry, Cause.FORGOTTEN);
            }
        }
    }

    // ---- what is asked
    // -----------------------------------------------------------------------------------------------------

    private void ask(Unanswered.Entry entry, Cause cause) {
        var response = tree.turn(entry.conversationId(), entry.responseTurnId());
        var standing = standings.of(entry.conversationId(), entry.responseTurnId());
        if (!rules.requests()) {
            drop(Unasked.OFF);
        } else if (response.isEmpty() || standing.isEmpty()) {
            drop(Unasked.FORGOTTEN);
        } else if (isMendedInTime(standing.get(), entry.complainedAt())) {
            drop(Unasked.MENDED);
        } else {
            ask(response.get(), standing.get().getComplaints(), cause);
        }
    }

    private boolean isMendedInTime(Standing standing, long complainedAt) {
        var deadline = complainedAt + rules.waitForRevision().toMillis();
        return standing.getMendedAt().filter(mendedAt -> mendedAt < deadline).isPresent();
    }

    private void ask(ConversationTurn response, List<FeedbackVerdict> complaints, Cause cause) {
        var question = tree.question(response).orElse(response);
        if (question.getTenant().filter(rules.tenantsOff()::contains).isPresent()) {
            drop(Unasked.TENANT_OFF);
            return;
        }
        var prompt = tree.history(response);
        var objection = guards.promptObjection(prompt).or(() -> guards.answerObjection(response.getContent()));
        if (objection.isPresent()) {
            drop(objection.get());
            return;
        }
        var request = request(question, prompt, response, told(complaints));
        // Stamped by the wall clock: a request about an old conversation is kept as long as any other
        context.forward(new Record<>(request.getConversationId(), request, context.currentSystemTimeMs()));
        counters.count(HarvestCounter.GENERATION_REQUESTS, cause);
    }

    private record Told(FeedbackVerdict verdict, String text) {}

    /** The complaints, oldest first, as far as there is room for their texts; as much as one turn may have, so the first always has. */
    private List<Told> told(List<FeedbackVerdict> complaints) {
        var told = new ArrayList<Told>();
        var room = (long) config.limits().contentBytes();
        for (var complaint : complaints.subList(0, Math.min(complaints.size(), MAX_COMPLAINTS))) {
            var text = text(complaint).orElse("");
            room -= Utf8.length(text);
            if (room < 0) {
                break;
            }
            told.add(new Told(complaint, text));
        }
        return told;
    }

    private Optional<String> text(FeedbackVerdict complaint) {
        return tree.turn(complaint.getConversationId(), complaint.getFollowUpTurnId())
                .map(ConversationTurn::getContent);
    }

    private GenerationRequest request(
            ConversationTurn question, List<ConversationTurn> prompt, ConversationTurn response, List<Told> told) {
        var last = told.get(told.size() - 1).verdict();
        return GenerationRequest.newBuilder()
                .setRequestId(requestId(told.get(0).verdict()))
                .setConversationId(response.getConversationId())
                .setPrompt(PairTexts.prompt(prompt))
                .setRejected(PairTexts.answer(response))
                .setFeedback(told.stream().map(Told::text).toList())
                .setVerdicts(told.stream().map(Told::verdict).toList())
                .setPipeline(config.pipeline())
                .setObservedAt(last.getObservedAt())
                .setSubjectId(question.getSubjectId().orElse(null))
                .setTenant(question.getTenant().orElse(null))
                .setLanguage(question.getLanguage().orElse(null))
                .build();
    }

    private static String requestId(FeedbackVerdict first) {
        return StableId.of(
                first.getConversationId(), "GENERATION", first.getResponseTurnId(), first.getFollowUpTurnId());
    }

    private void drop(Enum<?> reason) {
        counters.count(HarvestCounter.GENERATION_REQUESTS_DROPPED, reason);
    }
}
