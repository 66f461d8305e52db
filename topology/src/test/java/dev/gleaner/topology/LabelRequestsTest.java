package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.topology.guard.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the model cannot place is published for those who can, if that is wanted. */
class LabelRequestsTest {

    private final HarvestRig rig = new HarvestRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldAskForALabelWhereTheModelAbstained() {
        rig.user("u1", "How long do I boil potatoes?")
                .assistant("a1", "Five minutes.")
                .user("u2", "Hm");

        assertThat(rig.labelRequests()).singleElement().satisfies(request -> {
            assertThat(request.getPrompt()).isEqualTo("How long do I boil potatoes?");
            assertThat(request.getResponse()).isEqualTo("Five minutes.");
            assertThat(request.getFollowup()).isEqualTo("Hm");
            assertThat(request.getFollowUpTurnId()).isEqualTo("u2");
            assertThat(request.getLabeller()).isEqualTo(ScriptedClassifier.SCRIPT);
        });
    }

    @Test
    void shouldAskForNoneWhereTheModelDecided() {
        rig.user("u1", "How long do I boil potatoes?")
                .assistant("a1", "Twenty minutes.")
                .user("u2", "Thanks, perfect");

        assertThat(rig.labelRequests()).isEmpty();
    }

    @Test
    void shouldAskForNoneUnlessItIsWanted() {
        try (var discreet = new HarvestRig(Limits.DEFAULT, false)) {
            discreet.user("u1", "How long do I boil potatoes?")
                    .assistant("a1", "Five minutes.")
                    .user("u2", "Hm");

            assertThat(discreet.verdicts()).hasSize(1);
            assertThat(discreet.labelRequests()).isEmpty();
        }
    }
}
