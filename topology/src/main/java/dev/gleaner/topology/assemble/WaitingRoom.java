package dev.gleaner.topology.assemble;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.WaitingArrival;
import dev.gleaner.topology.flow.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Turns that came before their parent, and signals that came before their response, under the turn that they wait for. */
final class WaitingRoom {

    static final String WAITING = "waiting";

    private final KeyValueStore<Bytes, WaitingArrival> waiting;

    WaitingRoom(ProcessingContext context) {
        waiting = context.getStateStore(WAITING);
    }

    static StoreBuilder<?> store(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(WAITING), Serdes.Bytes(), StateSerde.of(WaitingArrival.class))
                .withLoggingEnabled(changelog)
                .withCachingDisabled();
    }

    /**
     * Lets an arrival wait.
     *
     * @param awaited the turn that it waits for
     * @param deadline record time in milliseconds after which it goes on alone
     * @return false if it is waiting already
     */
    boolean enter(Arrival arrival, String awaited, long deadline) {
        var key = key(arrival, awaited);
        if (waiting.get(key) != null) {
            return false;
        }
        waiting.put(key, toState(arrival, deadline));
        return true;
    }

    /** Takes out, in order of their ids, those that wait for a turn. */
    List<Arrival> takeThoseWaitingFor(ConversationTurn turn) {
        return take(read(StateKey.scan(waiting, turn.getConversationId(), turn.getTurnId())));
    }

    /**
     * Takes out those that go on alone: their time is over, and the turn that they wait for did not come. What waits for a turn that is
     * waiting itself stays, and goes with that one. Reads the whole room, which holds no more than came too early within the last grace
     * period.
     *
     * @param now record time in milliseconds
     */
    List<Arrival> takeThoseOverdue(long now) {
        var all = read(waiting.all());
        var awaitedBy = new HashMap<Turn, Turn>();
        all.forEach(one -> {
            if (one.arrival() instanceof Arrival.OfTurn of) {
                awaitedBy.put(Turn.of(of.turn()), awaited(of));
            }
        });
        return take(all.stream()
                .filter(one -> one.deadline() <= now && goesAlone(one.arrival(), awaitedBy))
                .toList());
    }

    /** Whether no turn that waits comes before it. Of turns that wait for each other in a circle, each goes alone. */
    private static boolean goesAlone(Arrival arrival, Map<Turn, Turn> awaitedBy) {
        var passed = new HashSet<Turn>();
        var turn = awaited(arrival);
        while (awaitedBy.containsKey(turn) && passed.add(turn)) {
            turn = awaitedBy.get(turn);
        }
        var isCircle = awaitedBy.containsKey(turn);
        return passed.isEmpty()
                || isCircle && arrival instanceof Arrival.OfTurn of && passed.contains(Turn.of(of.turn()));
    }

    void forget(String conversationId) {
        StateKey.forget(waiting, conversationId);
    }

    private static List<Waiting> read(KeyValueIterator<Bytes, WaitingArrival> entries) {
        try (entries) {
            var read = new ArrayList<Waiting>();
            entries.forEachRemaining(
                    entry -> read.add(new Waiting(entry.key, toArrival(entry.value), entry.value.getDeadline())));
            return read;
        }
    }

    private List<Arrival> take(List<Waiting> taken) {
        taken.forEach(one -> waiting.delete(one.key()));
        return taken.stream().map(Waiting::arrival).toList();
    }

    private record Waiting(Bytes key, Arrival arrival, long deadline) {}

    private record Turn(String conversationId, String turnId) {

        static Turn of(ConversationTurn turn) {
            return new Turn(turn.getConversationId(), turn.getTurnId());
        }
    }

    private static Turn awaited(Arrival arrival) {
        return new Turn(
                arrival.conversationId(),
                arrival instanceof Arrival.OfTurn of
                        ? of.turn().getParentTurnId().orElseThrow() // it waits for its parent
                        : signal(arrival).getTurnId());
    }

    private static Bytes key(Arrival arrival, String awaited) {
        if (arrival instanceof Arrival.OfTurn of) {
            return StateKey.of(
                    arrival.conversationId(), awaited, "turn", of.turn().getTurnId());
        }
        return StateKey.of(
                arrival.conversationId(), awaited, "signal", signal(arrival).getSignalId());
    }

    private static WaitingArrival toState(Arrival arrival, long deadline) {
        return arrival instanceof Arrival.OfTurn of
                ? new WaitingArrival(of.turn(), null, deadline)
                : new WaitingArrival(null, signal(arrival), deadline);
    }

    private static Arrival toArrival(WaitingArrival state) {
        return state.getTurn()
                .<Arrival>map(Arrival.OfTurn::new)
                .orElseGet(() -> new Arrival.OfSignal(state.getSignal().orElseThrow()));
    }

    private static ResponseSignal signal(Arrival arrival) {
        return ((Arrival.OfSignal) arrival).signal();
    }
}
