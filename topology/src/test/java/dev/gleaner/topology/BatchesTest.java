package dev.gleaner.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.topology.classify.Batching;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Duration;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How exchanges wait to be classified together, and what becomes of them. */
class BatchesTest {

    private static final Duration WAIT = Duration.ofMillis(20);

    private final HarvestRig rig = new HarvestRig(new Batching(3, WAIT));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldClassifyWhenTheBatchIsFull() {
        chat("Wrong", "Thanks");
        assertThat(rig.verdicts()).isEmpty();

        rig.assistant("a3", "As you like").user("u3", "Hm");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u1", "u2", "u3");
        assertThat(rig.entries("pending")).isZero();
    }

    @Test
    void shouldClassifyWhatWaitedLongEnough() {
        chat("Wrong", "Thanks");

        rig.pause(WAIT);

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u1", "u2");
        assertThat(rig.entries("pending")).isZero();
    }

    @Test
    void shouldGiveAVerdictTheTimeOfItsFollowUp() {
        chat("Wrong", "Thanks"); // a record a second: u0, a1, u1, a2, u2

        rig.pause(WAIT);

        assertThat(rig.verdictRecords())
                .extracting(TestRecord::getRecordTime)
                .containsExactly(HarvestRig.START.plusSeconds(2), HarvestRig.START.plusSeconds(4));
    }

    @Test
    void shouldJudgeTheOthersWhereTheModelFailsOnOne() {
        chat("Wrong", "Crash", "Thanks");

        assertThat(rig.verdicts())
                .extracting(FeedbackVerdict::getFollowUpTurnId)
                .containsExactly("u1", "u3");
    }

    @Test
    void shouldSendWhatTheModelFailsOnToTheDeadLettersByItsPlace() {
        chat("Wrong", "Crash"); // the crash is the fifth record

        rig.pause(WAIT);

        assertThat(rig.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(HarvestRig.CONVERSATION.getBytes(UTF_8));
            assertThat(letter.value()).isNull();
            assertThat(HarvestRig.header(letter, "gleaner.reason")).isEqualTo("PROCESSING_FAILED");
            assertThat(HarvestRig.header(letter, "gleaner.detail"))
                    .isEqualTo("IllegalStateException in stage classify");
            assertThat(HarvestRig.header(letter, "gleaner.topic")).isEqualTo("conversation-turns");
            assertThat(HarvestRig.header(letter, "gleaner.partition")).isEqualTo("0");
            assertThat(HarvestRig.header(letter, "gleaner.offset")).isEqualTo("4");
            assertThat(HarvestRig.header(letter, "gleaner.timestamp"))
                    .isEqualTo(Long.toString(HarvestRig.START.plusSeconds(4).toEpochMilli()));
        });
        assertThat(rig.count(HarvestCounter.DEAD_LETTERS, "PROCESSING_FAILED")).isEqualTo(1);
    }

    @Test
    void shouldTellNoPlaceOfAnExchangeThatTimeCompleted() {
        rig.assistant("a1", "Hello", "lost").later(Duration.ofSeconds(30)).user("u1", "Crash", "a1");
        rig.later(Duration.ofSeconds(40)); // a1 goes on alone, and u1 with it

        rig.pause(WAIT);

        assertThat(rig.deadLetters()).singleElement().satisfies(letter -> assertThat(
                        letter.headers().lastHeader("gleaner.topic"))
                .isNull());
    }

    @Test
    void shouldJudgeNothingOfAConversationForgottenMeanwhile() {
        chat("Thanks");

        rig.later(Duration.ofMinutes(61)).later(Duration.ofMinutes(1)).pause(WAIT);

        assertThat(rig.verdicts()).isEmpty();
        assertThat(rig.count(HarvestCounter.UNJUDGED, "FORGOTTEN")).isEqualTo(1);
        assertThat(rig.entries("pending")).isZero();
    }

    private void chat(String... reactions) {
        rig.user("u0", "Hi");
        for (var i = 1; i <= reactions.length; i++) {
            rig.assistant("a" + i, "Answer " + i).user("u" + i, reactions[i - 1]);
        }
    }
}
