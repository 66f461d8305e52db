package dev.gleaner.topology.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentConversationsTest {

    private static final String LONG = "x".repeat(100_000);

    private final RecentConversations recent = new RecentConversations();

    @Test
    void shouldHoldAShortConversationThatBeganHereAsAWhole() {
        recent.of("chat").beginsNow();
        recent.keep(turn("chat", "t1", "Hi"));
        recent.keep(turn("chat", "t2", "Hello"));

        assertThat(recent.of("chat").turn("t1")).isNotNull();
        assertThat(recent.of("chat").isWhole()).isTrue();
    }

    @Test
    void shouldHoldOfALongConversationTheLatestTurns() {
        recent.of("chat").beginsNow();
        for (var i = 1; i <= 4; i++) {
            recent.keep(turn("chat", "t" + i, LONG));
        }

        assertThat(recent.of("chat").turn("t1")).isNull();
        assertThat(recent.of("chat").turn("t4")).isNotNull();
        assertThat(recent.of("chat").isWhole()).isFalse();
    }

    @Test
    void shouldLetThoseGoThatWereNotHeardOfForLongest() {
        for (var i = 0; i < 50; i++) {
            recent.of("chat" + i).beginsNow();
            recent.keep(turn("chat" + i, "t1", LONG));
        }

        assertThat(recent.of("chat49").turn("t1")).isNotNull();
        assertThat(recent.of("chat0").turn("t1")).isNull();
        assertThat(recent.of("chat0").isWhole()).isFalse();
    }

    @Test
    void shouldForget() {
        recent.of("chat").beginsNow();
        recent.keep(turn("chat", "t1", "Hi"));

        recent.forget("chat");

        assertThat(recent.of("chat").turn("t1")).isNull();
        assertThat(recent.of("chat").isWhole()).isFalse();
    }

    private static ConversationTurn turn(String conversationId, String turnId, String content) {
        return ConversationTurn.newBuilder()
                .setConversationId(conversationId)
                .setTurnId(turnId)
                .setRole(Role.USER)
                .setContent(content)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
