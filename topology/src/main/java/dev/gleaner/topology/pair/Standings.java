package dev.gleaner.topology.pair;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.Standing;
import dev.gleaner.topology.assemble.StateKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What users let us know about responses, and which pairs came of it. Most responses draw no word, and have no entry. */
final class Standings {

    static final String STANDINGS = "standings";

    private static final Standing NOTHING = new Standing(List.of(), List.of(), List.of(), false);

    private final KeyValueStore<Bytes, Standing> standings;

    Standings(ProcessingContext context) {
        standings = context.getStateStore(STANDINGS);
    }

    static StoreBuilder<?> store(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STANDINGS), Serdes.Bytes(), StateSerde.of(Standing.class))
                .withLoggingEnabled(changelog)
                .withCachingDisabled();
    }

    /** The complaints about a response, in order of arrival. */
    List<FeedbackVerdict> complaints(String conversationId, String response) {
        var standing = standings.get(StateKey.of(conversationId, response));
        return standing == null ? List.of() : standing.getComplaints();
    }

    List<ResponseSignal> signals(ConversationTurn response) {
        return of(response).getSignals();
    }

    void complain(ConversationTurn response, FeedbackVerdict complaint) {
        var before = of(response);
        put(
                response,
                new Standing(
                        plus(before.getComplaints(), complaint),
                        before.getSignals(),
                        before.getPublished(),
                        before.getMended()));
    }

    /**
     * Adds a signal, but not the text of an edit.
     *
     * @return false if it was there before
     */
    boolean signal(ConversationTurn response, ResponseSignal signal) {
        var before = of(response);
        if (before.getSignals().stream().anyMatch(known -> known.getSignalId().equals(signal.getSignalId()))) {
            return false;
        }
        var bare = ResponseSignal.newBuilder(signal).setEditedContent(null).build();
        put(
                response,
                new Standing(
                        before.getComplaints(),
                        plus(before.getSignals(), bare),
                        before.getPublished(),
                        before.getMended()));
        return true;
    }

    /**
     * Notes that a pair is published.
     *
     * @param chosen the response that the pair is noted with
     * @return false if it was published before
     */
    boolean publish(ConversationTurn chosen, String pairId) {
        var before = of(chosen);
        if (before.getPublished().contains(pairId)) {
            return false;
        }
        put(
                chosen,
                new Standing(
                        before.getComplaints(),
                        before.getSignals(),
                        plus(before.getPublished(), pairId),
                        before.getMended()));
        return true;
    }

    void forget(String conversationId) {
        StateKey.forget(standings, conversationId);
    }

    private Standing of(ConversationTurn response) {
        var standing = standings.get(key(response));
        return standing == null ? NOTHING : standing;
    }

    private void put(ConversationTurn response, Standing standing) {
        standings.put(key(response), standing);
    }

    private static Bytes key(ConversationTurn response) {
        return StateKey.of(response.getConversationId(), response.getTurnId());
    }

    private static <T> List<T> plus(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }
}
