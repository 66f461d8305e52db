package dev.gleaner.topology.assemble;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import dev.gleaner.topology.flow.Arrival;
import dev.gleaner.topology.flow.Evidence;
import dev.gleaner.topology.flow.Exchange;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.guard.Utf8;
import dev.gleaner.topology.metrics.Counters;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Puts turns into their conversation, and forwards what can be judged there: an {@link Exchange} for each user turn that answers
 * a response, an {@link Evidence.Signal} for each signal on one.
 *
 * <p>Duplicates change nothing. An arrival that refers to a turn that is not there yet waits for it, then goes on without.
 * Conversations that were idle are forgotten. All times are record times, so that reprocessing a topic does the same again.
 */
public final class Assembler implements Processor<String, Arrival, String, Object> {

    /** How often, in record time, idle conversations and overdue arrivals are looked for. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /** Most conversations that one sweep forgets: a commit stays short, the next sweep goes on. */
    private static final int SWEEP_LIMIT = 5_000;

    private final HarvestConfig config;
    private final String toExchanges;
    private final String toEvidence;
    private final List<Outgoing> outbox = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // init comes before process
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private ConversationTree tree;

    @SuppressWarnings("NullAway.Init")
    private Heads heads;

    @SuppressWarnings("NullAway.Init")
    private WaitingRoom waitingRoom;

    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    /**
     * One of a partition.
     *
     * @param config limits and times
     * @param toExchanges name of the processor that gets each {@link Exchange}
     * @param toEvidence name of the processor that gets each {@link Evidence}
     */
    public Assembler(HarvestConfig config, String toExchanges, String toEvidence) {
        this.config = config;
        this.toExchanges = toExchanges;
        this.toEvidence = toEvidence;
    }

    /** The stores of this stage. Their changelogs take entries as large as the limits allow. */
    public static List<StoreBuilder<?>> stores(Limits limits) {
        var changelog = limits.changelog();
        return Stream.of(
                        ConversationTree.stores(changelog),
                        Heads.stores(changelog),
                        List.<StoreBuilder<?>>of(WaitingRoom.store(changelog)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        context.<RecentConversations>getStateStore(RecentConversations.RECENT).startAnew();
        this.tree = new ConversationTree(context);
        this.heads = new Heads(context, config.idleAfter());
        this.waitingRoom = new WaitingRoom(context);
        this.counters = new Counters(context.metrics());
        context.schedule(SWEEP, PunctuationType.STREAM_TIME, this::sweep);
    }

    @Override
    public void process(Record<String, Arrival> record) {
        take(record.value(), record.timestamp());
    }

    private void take(Arrival arrival, long now) {
        outbox.clear(); // of what a record found that then failed
        var conversationId = arrival.conversationId();
        var before = headWithoutIdlePast(conversationId, now);
        var after = arrival instanceof Arrival.OfTurn of
                ? takeTurn(withoutTextOfTheUnreleased(of.turn()), before, now)
                : takeSignal(((Arrival.OfSignal) arrival).signal(), before, now);
        if (after != before) {
            heads.put(conversationId, after.activeAt(now));
        }
        sendOff(conversationId, now);
    }

    /** State first: a stage that fails on what it gets must not leave the conversation half written. */
    private void sendOff(String conversationId, long now) {
        var found = List.copyOf(outbox);
        outbox.clear();
        found.forEach(letter -> forward(letter.value(), letter.to(), conversationId, now));
    }

    /** What was found while a record was taken in, and who gets it. */
    private record Outgoing(Object value, String to) {}

    private Head headWithoutIdlePast(String conversationId, long now) {
        var head = heads.of(conversationId, now);
        if (!heads.isIdle(head, now)) {
            return head;
        }
        forget(conversationId, now, "RESUMED");
        return heads.of(conversationId, now);
    }

    // ---- turns
    // -------------------------------------------------------------------------------------------------------------

    /** What the user did not release for training is not kept, wherever the turn goes from here. */
    private static ConversationTurn withoutTextOfTheUnreleased(ConversationTurn turn) {
        return turn.getTrainable()
                ? turn
                : ConversationTurn.newBuilder(turn)
                        .setContent("")
                        .setAttributes(Map.of())
                        .build();
    }

    /** Returns the head after the turn; the same object if nothing changed. */
    private Head takeTurn(ConversationTurn turn, Head head, long now) {
        if (tree.turn(turn.getConversationId(), turn.getTurnId()).isPresent()) {
            counters.count(HarvestCounter.DUPLICATES, "TURN");
            return head;
        }
        var awaited = turn.getParentTurnId()
                .filter(parent -> tree.turn(turn.getConversationId(), parent).isEmpty());
        var bytes = Utf8.length(turn.getContent());
        return awaited.isPresent()
                ? letWait(new Arrival.OfTurn(turn), awaited.get(), bytes, head, now)
                : place(underItsParent(turn, head), turn.getParentTurnId().isPresent(), withRoomFor(bytes, head));
    }

    /** Stores a turn, whose parent is in the tree or null, and notes what it makes possible. */
    private Head place(ConversationTurn placed, boolean namesParent, Head head) {
        tree.add(placed, namesParent);
        count(placed);
        tree.exchange(placed).ifPresent(exchange -> outbox.add(new Outgoing(exchange, toExchanges)));

        var after = head.withLast(placed.getTurnId());
        return after.waiting() == 0 ? after : release(waitingRoom.takeThoseWaitingFor(placed), after);
    }

    private static ConversationTurn underItsParent(ConversationTurn turn, Head head) {
        return turn.getParentTurnId().isPresent() || head.lastTurnId() == null
                ? turn
                : withParent(turn, head.lastTurnId());
    }

    /** Without the builder, which checks and copies every field: this is done for nearly every turn. */
    private static ConversationTurn withParent(ConversationTurn turn, @Nullable String parentTurnId) {
        return new ConversationTurn(
                turn.getConversationId(),
                turn.getTurnId(),
                turn.getRole(),
                turn.getContent(),
                turn.getCreatedAt(),
                parentTurnId,
                turn.getModel().orElse(null),
                turn.getSubjectId().orElse(null),
                turn.getTenant().orElse(null),
                turn.getLanguage().orElse(null),
                turn.getTrainable(),
                turn.getAttributes());
    }

    private void count(ConversationTurn turn) {
        counters.count(HarvestCounter.TURNS, turn.getRole());
        if (!turn.getTrainable()) {
            counters.count(HarvestCounter.WITHHELD, turn.getRole());
        }
    }

    // ---- signals
    // -----------------------------------------------------------------------------------------------------------

    private Head takeSignal(ResponseSignal signal, Head head, long now) {
        var response = tree.turn(signal.getConversationId(), signal.getTurnId());
        if (response.isPresent()) {
            passOn(signal, response.get());
            return head.activeAt(now);
        }
        var bytes = signal.getEditedContent().map(Utf8::length).orElse(0);
        return letWait(new Arrival.OfSignal(signal), signal.getTurnId(), bytes, head, now);
    }

    private void passOn(ResponseSignal signal, ConversationTurn response) {
        if (response.getRole() == Role.ASSISTANT && response.getTrainable()) {
            outbox.add(new Outgoing(new Evidence.Signal(response, signal), toEvidence));
        } else {
            counters.count(HarvestCounter.SIGNALS_IGNORED, signal.getKind());
        }
    }

    // ---- waiting
    // -----------------------------------------------------------------------------------------------------------

    private Head letWait(Arrival arrival, String awaited, long bytes, Head head, long now) {
        var room = withRoomFor(bytes, head);
        if (!waitingRoom.enter(arrival, awaited, now + config.waitForParent().toMillis())) {
            counters.count(HarvestCounter.DUPLICATES, kind(arrival));
            return head;
        }
        counters.count(HarvestCounter.WAITED, kind(arrival));
        return room.withWaiting(1);
    }

    /** What waited had its room from the moment it came. */
    private Head release(List<Arrival> released, Head head) {
        var after = head;
        for (var arrival : released) {
            after = releaseOne(arrival, after.withWaiting(-1));
        }
        return after;
    }

    private Head releaseOne(Arrival arrival, Head head) {
        if (arrival instanceof Arrival.OfTurn of) {
            return place(of.turn(), true, head);
        }
        var signal = ((Arrival.OfSignal) arrival).signal();
        tree.turn(signal.getConversationId(), signal.getTurnId()).ifPresent(response -> passOn(signal, response));
        return head;
    }

    // ---- time
    // --------------------------------------------------------------------------------------------------------------

    private void sweep(long now) {
        for (var arrival : waitingRoom.takeThoseOverdue(now)) {
            counters.count(HarvestCounter.ORPHANS, kind(arrival));
            goOnAlone(arrival, now);
        }
        for (var conversationId : heads.takeIdle(now, SWEEP_LIMIT)) {
            forget(conversationId, now, "IDLE");
        }
    }

    /** A turn whose parent never came starts a branch of its own; a signal on nothing says nothing. */
    private void goOnAlone(Arrival arrival, long now) {
        var head = heads.of(arrival.conversationId(), now).withWaiting(-1);
        heads.put(
                arrival.conversationId(),
                arrival instanceof Arrival.OfTurn of ? place(alone(of.turn()), true, head) : head);
        sendOff(arrival.conversationId(), now);
    }

    /** Without a parent that is not there: should it come after all, and name this turn as its parent, the tree would have a cycle. */
    private ConversationTurn alone(ConversationTurn turn) {
        return tree.parent(turn).isPresent() ? turn : withParent(turn, null);
    }

    /** Told first, unlike all else: what is still to be said of the conversation needs its text. */
    private void forget(String conversationId, long now, String cause) {
        forward(new Evidence.Forgotten(conversationId), toEvidence, conversationId, now);
        tree.forget(conversationId);
        waitingRoom.forget(conversationId);
        heads.forget(conversationId);
        counters.count(HarvestCounter.FORGOTTEN, cause);
    }

    // ---- limits
    // ------------------------------------------------------------------------------------------------------------

    /**
     * Counts in one more.
     *
     * @throws RejectedException if the conversation is full
     */
    private Head withRoomFor(long bytes, Head head) {
        var limits = config.limits();
        if (head.turns() >= limits.conversationTurns()) {
            throw full("turns", limits.conversationTurns());
        }
        if (head.contentBytes() + bytes > limits.conversationBytes()) {
            throw full("bytes", limits.conversationBytes());
        }
        return head.withOneMore(bytes);
    }

    private RejectedException full(String what, long limit) {
        counters.count(HarvestCounter.DEAD_LETTERS, Reason.CONVERSATION_TOO_LARGE);
        return new RejectedException(
                Reason.CONVERSATION_TOO_LARGE, "The conversation holds all the " + what + " that one may, " + limit);
    }

    private static String kind(Arrival arrival) {
        return arrival instanceof Arrival.OfTurn ? "TURN" : "SIGNAL";
    }

    private void forward(Object value, String to, String conversationId, long now) {
        context.forward(new Record<>(conversationId, value, now), to);
    }
}
