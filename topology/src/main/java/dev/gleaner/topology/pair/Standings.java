package dev.gleaner.topology.pair;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.Standing;
import dev.gleaner.topology.assemble.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What users let us know about responses, and which pairs came of it. Most responses draw no word, and have no entry. */
public final class Standings {

    /** Name of the store of conversation and response to {@link Standing}. */
    public static final String STANDINGS = "standings";

    private static final Standing NOTHING = new Standing(List.of(), List.of(), List.of(), null, null);

    private final KeyValueStore<Bytes, Standing> standings;

    /** Those of the partition that a processor works on, which must be connected to {@link #STANDINGS}. */
    public Standings(ProcessingContext context) {
        standings = context.getStateStore(STANDINGS);
    }

    static StoreBuilder<?> store(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STANDINGS), Serdes.Bytes(), StateSerde.of(Standing.class))
                .withLoggingEnabled(changelog)
                .withCachingDisabled();
    }

    /** What is known of a response; empty where the user let nothing be known. */
    public Optional<Standing> of(String conversationId, String response) {
        return Optional.ofNullable(standings.get(StateKey.of(conversationId, response)));
    }

    /** What is known of each response of a conversation that drew a complaint, in order of their ids. */
    public List<Standing> complainedOf(String conversationId) {
        var found = new ArrayList<Standing>();
        try (var entries = StateKey.scan(standings, conversationId)) {
            entries.forEachRemaining(entry -> {
                if (entry.value.getComplainedAt().isPresent()) {
                    found.add(entry.value);
                }
            });
        }
        return found;
    }

    /** The complaints about a response, in order of arrival. */
    List<FeedbackVerdict> complaints(String conversationId, String response) {
        return of(conversationId, response).map(Standing::getComplaints).orElse(List.of());
    }

    List<ResponseSignal> signals(ConversationTurn response) {
        return of(response).getSignals();
    }

    /**
     * Notes a complaint.
     *
     * @param now its record time in milliseconds
     * @return whether it is the first about this response
     */
    boolean complain(ConversationTurn response, FeedbackVerdict complaint, long now) {
        var before = of(response);
        put(
                response,
                Standing.newBuilder(before)
                        .setComplaints(plus(before.getComplaints(), complaint))
                        .setComplainedAt(before.getComplainedAt().orElse(now))
                        .build());
        return before.getComplaints().isEmpty();
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
                Standing.newBuilder(before)
                        .setSignals(plus(before.getSignals(), bare))
                        .build());
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
                Standing.newBuilder(before)
                        .setPublished(plus(before.getPublished(), pairId))
                        .build());
        return true;
    }

    /**
     * Notes that a pair rejects a response, for the first time or again.
     *
     * @param now record time of what decided it, in milliseconds
     */
    void mend(ConversationTurn rejected, long now) {
        var before = of(rejected);
        if (before.getMendedAt().isEmpty()) {
            put(rejected, Standing.newBuilder(before).setMendedAt(now).build());
        }
    }

    void forget(String conversationId) {
        StateKey.forget(standings, conversationId);
    }

    private Standing of(ConversationTurn response) {
        return of(response.getConversationId(), response.getTurnId()).orElse(NOTHING);
    }

    private void put(ConversationTurn response, Standing standing) {
        standings.put(StateKey.of(response.getConversationId(), response.getTurnId()), standing);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }
}
