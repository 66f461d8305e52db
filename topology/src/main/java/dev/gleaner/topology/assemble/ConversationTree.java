package dev.gleaner.topology.assemble;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.schema.state.Answers;
import dev.gleaner.topology.flow.Exchange;
import java.util.ArrayList;
import java.util.Collections;
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

/**
 * The turns of conversations, as trees: each turn is one entry, written once, that names its parent. What a turn costs does not
 * grow with its conversation; a history is read back, turn by turn, only when somebody asks for it.
 *
 * <p>A turn that the user did not release for training is kept without its text and attributes, so that the tree holds and
 * nobody mistakes its child for the child of another.
 */
public final class ConversationTree {

    /** Name of the store of conversation and turn to {@link ConversationTurn}. */
    public static final String TURNS = "turns";

    /** Conversation and turn to the {@link Answers} to it. Only where turns name their parents. */
    static final String ANSWERS = "answers";

    /** Names of the stores that a processor needs to read trees. */
    public static final List<String> STORES = List.of(TURNS, ANSWERS, RecentConversations.RECENT);

    private final KeyValueStore<Bytes, ConversationTurn> turns;
    private final KeyValueStore<Bytes, Answers> answers;
    private final RecentConversations recent;

    /** The trees of the partition that a processor works on, which must be connected to the {@link #STORES}. */
    public ConversationTree(ProcessingContext context) {
        turns = context.getStateStore(TURNS);
        answers = context.getStateStore(ANSWERS);
        recent = context.getStateStore(RecentConversations.RECENT);
    }

    static List<StoreBuilder<?>> stores(Map<String, String> changelog) {
        return List.of(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(TURNS),
                                Serdes.Bytes(),
                                StateSerde.of(ConversationTurn.class))
                        .withLoggingEnabled(changelog)
                        .withCachingDisabled(),
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(ANSWERS), Serdes.Bytes(), StateSerde.of(Answers.class))
                        .withLoggingEnabled(changelog)
                        .withCachingDisabled(),
                RecentConversations.builder());
    }

    /** The turn of an id, if it was stored. */
    public Optional<ConversationTurn> turn(String conversationId, String turnId) {
        var conversation = recent.of(conversationId);
        var known = conversation.turn(turnId);
        return known != null || conversation.isWhole() ? Optional.ofNullable(known) : read(conversationId, turnId);
    }

    private Optional<ConversationTurn> read(String conversationId, String turnId) {
        var read = Optional.ofNullable(turns.get(StateKey.of(conversationId, turnId)));
        read.ifPresent(recent::keep);
        return read;
    }

    /** The turn that a turn answers; empty for the first of a conversation. */
    public Optional<ConversationTurn> parent(ConversationTurn turn) {
        return turn.getParentTurnId().flatMap(parent -> turn(turn.getConversationId(), parent));
    }

    /** The turns that lead to a turn, its parent first, up to the start of the conversation; read as far as consumed. */
    public Stream<ConversationTurn> ancestors(ConversationTurn turn) {
        return Stream.iterate(parent(turn), Optional::isPresent, child -> child.flatMap(this::parent))
                .flatMap(Optional::stream);
    }

    /** The turns up to, not including, a turn, oldest first. */
    public List<ConversationTurn> history(ConversationTurn turn) {
        var history = new ArrayList<>(ancestors(turn).toList());
        Collections.reverse(history);
        return history;
    }

    /** The user turn that a response answers, across turns of tools and responses in parts. */
    public Optional<ConversationTurn> question(ConversationTurn response) {
        var turn = parent(response);
        while (turn.isPresent() && isAnswering(turn.get().getRole())) {
            turn = turn.flatMap(this::parent);
        }
        return turn.filter(found -> found.getRole() == Role.USER);
    }

    private static boolean isAnswering(Role role) {
        return role == Role.ASSISTANT || role == Role.TOOL;
    }

    /**
     * The exchange that a turn completes: the response that it may judge is the assistant turn that it answers.
     *
     * @return empty for a turn that is no user's, that answers no response, or where the user released either not for training
     */
    public Optional<Exchange> exchange(ConversationTurn turn) {
        if (turn.getRole() != Role.USER || !turn.getTrainable()) {
            return Optional.empty();
        }
        return parent(turn)
                .filter(parent -> parent.getRole() == Role.ASSISTANT && parent.getTrainable())
                .map(response ->
                        new Exchange(question(response).filter(ConversationTurn::getTrainable), response, turn));
    }

    /** The other answers to what a response answers, oldest first: it is a regeneration of them, or they are of it. */
    public List<ConversationTurn> siblings(ConversationTurn response) {
        return response
                .getParentTurnId()
                .flatMap(parent -> answersTo(response.getConversationId(), parent))
                .map(Answers::getTurnIds)
                .orElse(List.of())
                .stream()
                .filter(id -> !id.equals(response.getTurnId()))
                .flatMap(id -> turn(response.getConversationId(), id).stream())
                .toList();
    }

    /**
     * Adds a turn.
     *
     * @param turn not there before, with the parent that it has in the tree
     * @param mayHaveSiblings whether turns of this conversation name their parents
     */
    void add(ConversationTurn turn, boolean mayHaveSiblings) {
        turns.put(StateKey.of(turn.getConversationId(), turn.getTurnId()), turn);
        recent.keep(turn);
        if (mayHaveSiblings && turn.getRole() == Role.ASSISTANT) {
            turn.getParentTurnId().ifPresent(parent -> addAnswer(turn, parent));
        }
    }

    private void addAnswer(ConversationTurn response, String parent) {
        var ids = new ArrayList<String>(answersTo(response.getConversationId(), parent)
                .map(Answers::getTurnIds)
                .orElse(List.of()));
        ids.add(response.getTurnId());
        var all = new Answers(ids);
        answers.put(StateKey.of(response.getConversationId(), parent), all);
        recent.of(response.getConversationId()).answers(parent, all);
    }

    private Optional<Answers> answersTo(String conversationId, String turnId) {
        var conversation = recent.of(conversationId);
        var known = conversation.answers(turnId);
        return known != null || conversation.isWhole()
                ? Optional.ofNullable(known)
                : Optional.ofNullable(answers.get(StateKey.of(conversationId, turnId)));
    }

    void forget(String conversationId) {
        recent.forget(conversationId);
        StateKey.forget(turns, conversationId);
        StateKey.forget(answers, conversationId);
    }
}
