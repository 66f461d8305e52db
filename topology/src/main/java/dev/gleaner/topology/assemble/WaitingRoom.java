package dev.gleaner.topology.assemble;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.WaitingArrival;
import dev.gleaner.topology.flow.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
        try (var entries = StateKey.scan(waiting, turn.getConversationId(), turn.getTurnId())) {
            return take(entries, any -> true);
        }
    }

    /**
     * Takes out those whose time is over. Reads the whole room, which holds no more than came too early within the last grace
     * period.
     *
     * @param now record time in milliseconds
     */
    List<Arrival> takeThoseOverdue(long now) {
        try (var entries = waiting.all()) {
            return take(entries, arrival -> arrival.getDeadline() <= now);
        }
    }

    void forget(String conversationId) {
        StateKey.forget(waiting, conversationId);
    }

    private List<Arrival> take(KeyValueIterator<Bytes, WaitingArrival> entries, Predicate<WaitingArrival> wanted) {
        var taken = new ArrayList<Arrival>();
        while (entries.hasNext()) {
            var entry = entries.next();
            if (wanted.test(entry.value)) {
                waiting.delete(entry.key);
                taken.add(toArrival(entry.value));
            }
        }
        return taken;
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
