package dev.gleaner.topology.pair;

import static dev.gleaner.schema.PairMethod.REGENERATION;
import static dev.gleaner.schema.PairMethod.REVISION;
import static dev.gleaner.schema.PairMethod.SIGNAL;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.Provenance;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.SignalKind;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.assemble.ConversationTree;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes pairs of evidence.
 *
 * <ul>
 *   <li>REVISION: a response drew a complaint that asks to mend it, and the answer to that complaint was accepted. After a chain of
 *       complaints, the accepted answer pairs with every response that was rejected on the way.
 *   <li>REGENERATION: of several answers to one turn, the one that the user went on from, or rated, against the others.
 *   <li>SIGNAL: an edited response against the original; a rated or copied answer to a complaint against what drew it.
 * </ul>
 *
 * <p>Each pair is published once, whatever evidence comes after. What may still want an answer, the first complaint about each
 * response, is passed on.
 */
public final class Pairer implements Processor<String, Evidence, String, Object> {

    /** Longest chain of complaints that is followed back. */
    private static final int MAX_CHAIN = 16;

    private static final Labeller USER = new Labeller(LabellerKind.SIGNAL, "user", "1");

    private final HarvestConfig config;
    private final String toPairs;
    private final String toUnanswered;
    private final Guards guards;
    private final Complaint complaints;

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private ConversationTree tree;

    @SuppressWarnings("NullAway.Init")
    private Standings standings;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /**
     * One of a partition; must be connected to the stores of the conversation tree too.
     *
     * @param config with the rules
     * @param toPairs name of the node that gets each {@link PreferencePair}
     * @param toUnanswered name of the node that gets, as {@link Evidence}, the first complaint about each response that asks to mend
     *     it, and what conversation is forgotten, while what this stage knows of it is still there
     */
    public Pairer(HarvestConfig config, String toPairs, String toUnanswered) {
        this.config = config;
        this.toPairs = toPairs;
        this.toUnanswered = toUnanswered;
        this.guards = new Guards(config.rules());
        this.complaints = new Complaint(config.rules().minimumComplaint());
    }

    /** The stores of this stage. Their changelogs take entries as large as the limits allow. */
    public static List<StoreBuilder<?>> stores(Limits limits) {
        return List.of(Standings.store(limits.changelog()));
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.tree = new ConversationTree(context);
        this.standings = new Standings(context);
        this.counters = new Counters(context.metrics());
    }

    @Override
    public void process(Record<String, Evidence> record) {
        var evidence = record.value();
        if (evidence instanceof Evidence.Verdict of) {
            onVerdict(of, record.timestamp());
        } else if (evidence instanceof Evidence.Signal of) {
            onSignal(of.response(), of.signal(), record.timestamp());
        } else if (evidence instanceof Evidence.Forgotten of) {
            context.forward(record, toUnanswered);
            standings.forget(of.conversationId());
        }
    }

    // ---- what users write
    // --------------------------------------------------------------------------------------------------

    private void onVerdict(Evidence.Verdict evidence, long now) {
        var exchange = evidence.exchange();
        var verdict = evidence.verdict();
        if (Complaint.isVoicedIn(verdict)) {
            onComplaint(evidence, now);
            return;
        }
        var revised = rejectedOnTheWayTo(exchange.prompt());
        var siblings = tree.siblings(exchange.response());
        if (verdict.getPolarity() == Polarity.ABSTAINED) {
            revised.forEach(any -> drop(Drop.UNDECIDED));
            siblings.forEach(any -> drop(Drop.UNDECIDED));
            return;
        }
        revised.forEach(
                rejected -> propose(revision(rejected, exchange.response(), verdict), exchange.response(), now));
        siblings.forEach(sibling -> proposeAgainst(sibling, exchange.response(), verdict, now));
    }

    private void onComplaint(Evidence.Verdict evidence, long now) {
        var response = evidence.exchange().response();
        var complaint = evidence.verdict();
        if (!complaint.getBound()) {
            drop(Drop.NOT_BOUND);
        } else if (!complaints.isSureEnough(complaint)) {
            drop(Drop.UNSURE_COMPLAINT);
        } else if (!Complaint.asksToMend(complaint)) {
            drop(Drop.NOT_ASKED_TO_MEND);
        } else if (standings.complain(response, complaint, now)) {
            context.forward(new Record<>(response.getConversationId(), evidence, now), toUnanswered);
        }
    }

    /** The responses, latest first, that drew the complaints which led to the answer to this question. */
    private List<Rejected> rejectedOnTheWayTo(Optional<ConversationTurn> question) {
        var chain = new ArrayList<Rejected>();
        var next = question.flatMap(this::rejectedBy);
        while (next.isPresent() && chain.size() < MAX_CHAIN) {
            chain.add(next.get());
            next = rejectedBefore(next.get().response());
        }
        return chain;
    }

    private Optional<Rejected> rejectedBefore(ConversationTurn answer) {
        return tree.question(answer).flatMap(this::rejectedBy);
    }

    /** The response that a follow-up rejected. Most draw no complaint, so that is asked before the response is read. */
    private Optional<Rejected> rejectedBy(ConversationTurn followUp) {
        return followUp.getParentTurnId()
                .flatMap(response -> standings.complaints(followUp.getConversationId(), response).stream()
                        .filter(complaint -> complaint.getFollowUpTurnId().equals(followUp.getTurnId()))
                        .findFirst())
                .flatMap(complaint -> tree.parent(followUp).map(response -> new Rejected(response, complaint)));
    }

    private record Rejected(ConversationTurn response, FeedbackVerdict complaint) {}

    private Candidate revision(Rejected rejected, ConversationTurn accepted, FeedbackVerdict verdict) {
        var complaints = complaintsBetween(rejected.response(), accepted);
        return new Candidate(
                REVISION,
                rejected.response(),
                PairTexts.answer(accepted),
                accepted.getTurnId(),
                complaints,
                Strength.of(rejected.complaint(), complaints.size()) * Strength.of(verdict),
                List.of(rejected.complaint(), verdict),
                List.of(),
                verdict.getObservedAt());
    }

    /** What the user wrote on the way from one answer to a later one. */
    private List<ConversationTurn> complaintsBetween(ConversationTurn rejected, ConversationTurn accepted) {
        return tree.ancestors(accepted)
                .takeWhile(turn -> !turn.getTurnId().equals(rejected.getTurnId()))
                .filter(turn -> turn.getRole() == Role.USER)
                .toList();
    }

    private void proposeAgainst(
            ConversationTurn sibling, ConversationTurn wentOnFrom, FeedbackVerdict verdict, long now) {
        var thumb = thumb(sibling);
        if (thumb.filter(kind -> kind == SignalKind.THUMBS_UP).isPresent()) {
            drop(Drop.CONTRADICTED);
            return;
        }
        var complaint = worst(sibling);
        propose(
                new Candidate(
                        REGENERATION,
                        sibling,
                        PairTexts.answer(wentOnFrom),
                        wentOnFrom.getTurnId(),
                        List.of(),
                        against(complaint, thumb) * Strength.of(verdict),
                        Stream.concat(complaint.stream(), Stream.of(verdict)).toList(),
                        thumb.stream().toList(),
                        verdict.getObservedAt()),
                wentOnFrom,
                now);
    }

    /** The surest complaint about a response. */
    private Optional<FeedbackVerdict> worst(ConversationTurn response) {
        return standings.complaints(response.getConversationId(), response.getTurnId()).stream()
                .max(Comparator.comparingDouble(FeedbackVerdict::getDissatisfied));
    }

    /** How strongly the evidence speaks against a sibling that was not chosen. */
    private static double against(Optional<FeedbackVerdict> complaint, Optional<SignalKind> thumb) {
        var voiced = complaint.map(FeedbackVerdict::getDissatisfied).orElse(0.0);
        var rated = thumb.isPresent() ? Strength.THUMB : 0.0;
        return Math.max(Strength.PASSED_OVER, Math.max(voiced, rated));
    }

    // ---- what users do
    // -----------------------------------------------------------------------------------------------------

    private void onSignal(ConversationTurn response, ResponseSignal signal, long now) {
        if (!standings.signal(response, signal)) {
            counters.count(HarvestCounter.DUPLICATES, "SIGNAL");
            return;
        }
        switch (signal.getKind()) {
            case EDIT -> propose(edit(response, signal), response, now);
            case THUMBS_UP, COPY -> onPraise(response, signal, now);
            case THUMBS_DOWN -> onThumbDown(response, signal, now);
            case REGENERATE -> {} // the new answer comes as a turn of its own
        }
    }

    private static Candidate edit(ConversationTurn response, ResponseSignal signal) {
        return new Candidate(
                SIGNAL,
                response,
                new Answer(signal.getEditedContent().orElse(""), null, null),
                signal.getSignalId(),
                List.of(),
                Strength.EDITED_FROM * Strength.EDITED_TO,
                List.of(),
                List.of(SignalKind.EDIT),
                signal.getCreatedAt());
    }

    private void onPraise(ConversationTurn response, ResponseSignal signal, long now) {
        for (var sibling : tree.siblings(response)) {
            proposeRated(sibling, response, signal, now);
        }
        for (var rejected : rejectedOnTheWayTo(tree.question(response))) {
            var complaints = complaintsBetween(rejected.response(), response);
            propose(
                    new Candidate(
                            SIGNAL,
                            rejected.response(),
                            PairTexts.answer(response),
                            response.getTurnId(),
                            complaints,
                            Strength.of(rejected.complaint(), complaints.size()) * Strength.of(signal.getKind()),
                            List.of(rejected.complaint()),
                            List.of(signal.getKind()),
                            signal.getCreatedAt()),
                    response,
                    now);
        }
    }

    /** A thumb down decides only where the other thumb is up: else nobody knows that the sibling is better. */
    private void onThumbDown(ConversationTurn response, ResponseSignal signal, long now) {
        for (var sibling : tree.siblings(response)) {
            praise(sibling).ifPresent(praise -> proposeRated(response, sibling, praise, now));
        }
    }

    private void proposeRated(ConversationTurn rejected, ConversationTurn chosen, ResponseSignal praise, long now) {
        if (thumb(rejected).filter(kind -> kind == SignalKind.THUMBS_UP).isPresent()) {
            drop(Drop.CONTRADICTED);
            return;
        }
        var complaint = worst(rejected);
        var thumb = thumb(rejected);
        propose(
                new Candidate(
                        REGENERATION,
                        rejected,
                        PairTexts.answer(chosen),
                        chosen.getTurnId(),
                        List.of(),
                        against(complaint, thumb) * Strength.of(praise.getKind()),
                        complaint.stream().toList(),
                        Stream.concat(thumb.stream(), Stream.of(praise.getKind()))
                                .toList(),
                        praise.getCreatedAt()),
                chosen,
                now);
    }

    /** The last thumb that the response got: users change their minds. */
    private Optional<SignalKind> thumb(ConversationTurn response) {
        return standings.signals(response).stream()
                .map(ResponseSignal::getKind)
                .filter(kind -> kind == SignalKind.THUMBS_UP || kind == SignalKind.THUMBS_DOWN)
                .reduce((earlier, later) -> later);
    }

    /** The last signal that speaks for the response, unless its last thumb is down. */
    private Optional<ResponseSignal> praise(ConversationTurn response) {
        if (thumb(response).filter(kind -> kind == SignalKind.THUMBS_DOWN).isPresent()) {
            return Optional.empty();
        }
        return standings.signals(response).stream()
                .filter(signal -> signal.getKind() == SignalKind.THUMBS_UP || signal.getKind() == SignalKind.COPY)
                .reduce((earlier, later) -> later);
    }

    // ---- what becomes of it
    // ------------------------------------------------------------------------------------------------

    private void propose(Candidate candidate, ConversationTurn notedWith, long now) {
        var prompt = tree.history(candidate.judged());
        var objection = guards.objection(candidate, prompt);
        if (objection.isPresent()) {
            drop(objection.get());
        } else if (standings.publish(notedWith, candidate.id())) {
            standings.mend(candidate.judged(), now);
            var pair = pair(candidate, prompt);
            context.forward(new Record<>(pair.getPairId(), pair, now), toPairs);
            counters.count(HarvestCounter.PAIRS, candidate.method());
        }
    }

    private PreferencePair pair(Candidate candidate, List<ConversationTurn> prompt) {
        var judged = candidate.judged();
        var question = tree.question(judged).orElse(judged);
        return PreferencePair.newBuilder()
                .setPairId(candidate.id())
                .setMethod(candidate.method())
                .setConversationId(judged.getConversationId())
                .setPrompt(PairTexts.prompt(prompt))
                .setChosen(candidate.chosen())
                .setRejected(PairTexts.answer(judged))
                .setConfidence(candidate.confidence())
                .setVerdicts(candidate.verdicts())
                .setProvenance(new Provenance(config.pipeline(), labellers(candidate), null, null, candidate.signals()))
                .setDecidedAt(candidate.decidedAt())
                .setSubjectId(question.getSubjectId().orElse(null))
                .setTenant(question.getTenant().orElse(null))
                .setLanguage(question.getLanguage().orElse(null))
                .build();
    }

    private static List<Labeller> labellers(Candidate candidate) {
        return Stream.concat(
                        candidate.verdicts().stream().map(FeedbackVerdict::getLabeller),
                        candidate.signals().stream().map(any -> USER))
                .distinct()
                .toList();
    }

    private void drop(Drop reason) {
        counters.count(HarvestCounter.PAIRS_DROPPED, reason);
    }
}
