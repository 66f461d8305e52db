package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Message;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How turns come together, whatever their order, and how long they are kept. */
class AssemblyTest {

    private final HarvestRig rig = new HarvestRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldJudgeTheResponseJustBeforeWhereTurnsNameNoParent() {
        rig.user("u1", "Hi").assistant("a1", "Hello").user("u2", "Thanks");

        assertThat(rig.verdicts())
                .singleElement()
                .extracting(FeedbackVerdict::getResponseTurnId, FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("a1", "u2");
    }

    @Test
    void shouldJudgeNothingInAUserTurnThatFollowsAUserTurn() {
        rig.user("u1", "Hi").assistant("a1", "Hello").user("u2", "Thanks").user("u3", "Wrong, I mean");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u2");
    }

    @Test
    void shouldChangeNothingOnADuplicateTurn() {
        rig.user("u1", "Hi").assistant("a1", "Hello").user("u2", "Thanks").user("u2", "Thanks");

        assertThat(rig.verdicts()).hasSize(1);
        assertThat(rig.count(HarvestCounter.DUPLICATES, "TURN")).isEqualTo(1);
    }

    @Test
    void shouldLetATurnWaitForItsParent() {
        rig.user("u2", "Thanks", "a1").assistant("a1", "Hello", "u1").user("u1", "Hi");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u2");
        assertThat(rig.count(HarvestCounter.WAITED, "TURN")).isEqualTo(2);
        assertThat(rig.entries("waiting")).isZero();
    }

    @Test
    void shouldGoOnWithoutAParentThatDoesNotCome() {
        rig.user("u2", "Thanks", "lost").later(Duration.ofMinutes(2));
        rig.assistant("a2", "You are welcome", "u2").user("u3", "Wrong", "a2");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u3");
        assertThat(rig.count(HarvestCounter.ORPHANS, "TURN")).isEqualTo(1);
    }

    @Test
    void shouldKeepABranchTogetherWhoseBeginningDoesNotCome() {
        rig.assistant("a1", "Hello", "lost").user("u2", "Thanks", "a1").later(Duration.ofMinutes(2));

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u2");
        assertThat(rig.count(HarvestCounter.ORPHANS, "TURN")).isEqualTo(1);
        assertThat(rig.entries("waiting")).isZero();
    }

    @Test
    void shouldLetNoTurnsWaitForEachOtherForEver() {
        rig.assistant("a1", "Hello", "u1").user("u1", "Thanks", "a1").later(Duration.ofMinutes(2));

        assertThat(rig.entries("waiting")).isZero();
        assertThat(rig.count(HarvestCounter.ORPHANS, "TURN")).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void shouldMakeNoCycleOfAParentThatComesTooLateAndNamesItsChild() {
        rig.user("u1", "Hello", "a1").later(Duration.ofMinutes(2));
        rig.assistant("a1", "Hi", "u1").user("u2", "Thanks", "a1");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u2");
    }

    @Test
    void shouldForgetAnIdleConversationAltogether() {
        rig.user("u1", "Hi")
                .assistant("a1", "Hello", "u1")
                .user("u2", "Wrong", "a1")
                .user("u9", "Waiting", "lost");
        assertThat(rig.entries("standings")).isEqualTo(1);

        rig.later(Duration.ofMinutes(61)).later(Duration.ofMinutes(1));

        assertThat(rig.count(HarvestCounter.FORGOTTEN, "IDLE")).isEqualTo(1);
        assertThat(rig.entries("turns")).isEqualTo(2); // of the other conversation
        assertThat(rig.entries("heads")).isEqualTo(1);
        assertThat(rig.entries("deadlines")).isEqualTo(1);
        assertThat(rig.entries("answers") + rig.entries("standings") + rig.entries("waiting"))
                .isZero();
    }

    @Test
    void shouldKeepAConversationThatGoesOn() {
        rig.user("u1", "Hi");
        for (var i = 0; i < 5; i++) {
            rig.later(Duration.ofMinutes(40));
            rig.assistant("a" + i, "Hello " + i);
        }
        rig.user("u2", "Thanks");

        assertThat(rig.entries("turns")).isEqualTo(7 + 5);
        assertThat(rig.verdicts()).hasSize(1);
    }

    @Test
    void shouldStartAfreshWhenAnIdleConversationResumesBeforeTheSweep() {
        rig.user("u1", "Hi").assistant("a1", "Hello");
        rig.signal("early", "COPY", "a1"); // moves record time on, in this conversation alone
        var late = HarvestRig.turn("u2", "user", "Thanks", null);
        try (var slow = new HarvestRig()) {
            slow.user("u1", "Hi").assistant("a1", "Hello");
            slow.later(Duration.ofMinutes(59));
            assertThat(slow.turn(late).verdicts()).hasSize(1);
        }
        rig.later(Duration.ofMinutes(61));

        assertThat(rig.turn(late).verdicts()).isEmpty();
    }

    @Test
    void shouldKeepNoTextOfATurnThatWasNotReleased() {
        var secret = HarvestRig.turn("u2", "user", "Thanks, my PIN is 1234", null);
        secret.put("trainable", false);
        rig.user("u1", "Hi").assistant("a1", "Hello").turn(secret);
        rig.assistant("a2", "Noted").user("u3", "Thanks");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u3");
        assertThat(rig.count(HarvestCounter.WITHHELD, "USER")).isEqualTo(1);
    }

    @Test
    void shouldRejectWhatIsOverTheLimitsOfAConversation() {
        for (var i = 0; i < 51; i++) {
            rig.user("u" + i, "Hi");
        }

        assertThat(rig.rejections()).containsExactly("CONVERSATION_TOO_LARGE");
    }

    @Test
    void shouldSendATurnThatTheModelFailsOnToTheDeadLettersAndGoOn() {
        rig.user("u1", "Hi").assistant("a1", "Hello").user("u2", "Crash");
        rig.assistant("a2", "Ouch").user("u3", "Thanks");

        assertThat(rig.rejections()).containsExactly("PROCESSING_FAILED");
        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u3");
    }

    @Test
    void shouldSendWhatTheModelFailsOnWhenTimeReleasesItToTheDeadLettersWithoutAPlace() {
        rig.assistant("a1", "Sourdough needs time.", "never").user("u1", "Crash", "a1");

        rig.later(Duration.ofMinutes(2));

        assertThat(rig.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(HarvestRig.header(letter, "gleaner.reason")).isEqualTo("PROCESSING_FAILED");
            assertThat(letter.headers().lastHeader("gleaner.topic")).isNull();
        });
    }

    @Test
    void shouldKeepTheTurnThatTheModelFailsOnInTheHistory() {
        rig.user("u1", "How long do I boil potatoes for a salad?")
                .assistant("a1", "Boil potatoes for an hour, whole.")
                .user("u2", "Crash") // nobody knows what it says of a1
                .assistant("a2", "Boil the potatoes for five minutes.")
                .user("u3", "Wrong, they were raw.")
                .assistant("a3", "Boil waxy potatoes for twenty minutes, until a knife slips in.")
                .user("u4", "Thanks, perfect");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> assertThat(pair.getPrompt())
                .extracting(Message::getContent)
                .containsExactly(
                        "How long do I boil potatoes for a salad?", "Boil potatoes for an hour, whole.", "Crash"));
    }
}
