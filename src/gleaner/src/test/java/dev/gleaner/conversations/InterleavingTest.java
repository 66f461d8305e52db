package dev.gleaner.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterleavingTest {

    @Test
    void shouldTellOneConversationAfterTheOther() {
        assertThat(told(1, conversation("a", 2), conversation("b", 2))).containsExactly("a0", "a1", "b0", "b1");
    }

    @Test
    void shouldKeepSoManyUnderWayAndEachInItsOrder() {
        assertThat(told(2, conversation("a", 3), conversation("b", 1), conversation("c", 2)))
                .containsExactly("a0", "b0", "a1", "c0", "a2", "c1");
    }

    @Test
    void shouldEndWhereThereIsNothing() {
        assertThat(told(3)).isEmpty();
    }

    private static List<String> told(int atOnce, Conversation... conversations) {
        Iterator<Conversation> left = List.of(conversations).iterator();
        var turns = new Interleaving(() -> left.hasNext() ? Optional.of(left.next()) : Optional.empty(), atOnce);
        var told = new ArrayList<String>();
        for (var turn = turns.next(); turn.isPresent(); turn = turns.next()) {
            told.add(turn.get().getConversationId() + turn.get().getTurnId());
        }
        return told;
    }

    private static Conversation conversation(String id, int turns) {
        return new Conversation(
                id,
                IntStream.range(0, turns)
                        .mapToObj(position -> ConversationTurn.newBuilder()
                                .setConversationId(id)
                                .setTurnId(Integer.toString(position))
                                .setRole(Role.USER)
                                .setContent("")
                                .setCreatedAt(Instant.EPOCH)
                                .build())
                        .toList());
    }
}
