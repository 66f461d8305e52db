package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.Message;
import dev.gleaner.topology.generate.GenerationRules;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a language model is asked for: the better answer that a complaint did not get in its own conversation. */
class RequestAnswersTest {

    private static final String QUESTION = "How long do I boil potatoes for a salad?";
    private static final String BAD = "Boil the potatoes for five minutes.";
    private static final String GOOD = "Boil waxy potatoes for twenty minutes, until a knife slips in.";
    private static final Duration WAIT = Duration.ofMinutes(10);
    private static final HarvestConfig ASKING =
            HarvestRig.CONFIG.with(new GenerationRules(true, WAIT, Set.of("quiet")));

    private final HarvestRig rig = new HarvestRig(ASKING);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldAskForABetterAnswerOnceTheWaitIsOver() {
        complain(rig).later(WAIT.minusMinutes(1));
        assertThat(rig.requests()).isEmpty();

        rig.later(Duration.ofMinutes(2));

        assertThat(rig.requestRecords()).singleElement().satisfies(record -> {
            var request = record.value();
            assertThat(record.key()).isEqualTo(HarvestRig.CONVERSATION);
            assertThat(request.getConversationId()).isEqualTo(HarvestRig.CONVERSATION);
            assertThat(request.getRequestId()).matches("[0-9a-f]{32}");
            assertThat(request.getPrompt()).extracting(Message::getContent).containsExactly(QUESTION);
            assertThat(request.getRejected().getContent()).isEqualTo(BAD);
            assertThat(request.getRejected().getTurnId()).contains("a1");
            assertThat(request.getFeedback()).containsExactly("Wrong, they were raw.");
            assertThat(request.getVerdicts())
                    .extracting(FeedbackVerdict::getFollowUpTurnId)
                    .containsExactly("u2");
            assertThat(request.getPipeline()).isEqualTo("gleaner/test");
            assertThat(request.getObservedAt()).isEqualTo(HarvestRig.START);
        });
        assertThat(rig.count(HarvestCounter.GENERATION_REQUESTS, "WAITED")).isEqualTo(1);
        assertThat(rig.entries("unanswered")).isZero();
    }

    @Test
    void shouldNotAskWhereABetterAnswerCameInTime() {
        complain(rig).assistant("a2", GOOD).user("u3", "Thanks");
        rig.later(WAIT);

        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.requests()).isEmpty();
        assertThat(rig.count(HarvestCounter.GENERATION_REQUESTS_DROPPED, "MENDED"))
                .isEqualTo(1);
        assertThat(rig.entries("unanswered")).isZero();
    }

    @Test
    void shouldNotAskWhereTheUserEditedTheResponse() {
        complain(rig).edit("s1", "a1", GOOD).later(WAIT);

        assertThat(rig.requests()).isEmpty();
    }

    @Test
    void shouldAskWhereTheBetterAnswerWasNotAccepted() {
        complain(rig).assistant("a2", GOOD).user("u3", "Wrong again.").later(WAIT);

        assertThat(rig.requests())
                .extracting(request -> request.getRejected().getContent())
                .containsExactly(BAD, GOOD);
    }

    @Test
    void shouldAskThoughTheAcceptanceComesBeforeTheSweepIfItComesAfterTheWait() {
        complain(rig).assistant("a2", GOOD).idle(WAIT).user("u3", "Thanks"); // the first record after the wait

        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.requests()).hasSize(1);
    }

    @Test
    void shouldAskTheSameWhenATopicIsReadAgainInOtherSteps() {
        complain(rig).assistant("a2", GOOD);
        for (var minute = 0; minute < 15; minute++) {
            rig.later(Duration.ofMinutes(1));
        }
        rig.user("u3", "Thanks");
        var asked = rig.requests();

        try (var again = new HarvestRig(ASKING)) {
            complain(again).assistant("a2", GOOD).idle(Duration.ofMinutes(15)).user("u3", "Thanks");

            assertThat(asked).hasSize(1);
            assertThat(again.requests()).isEqualTo(asked);
        }
    }

    @Test
    void shouldAskOnceAboutAResponseWithTwoComplaints() {
        complain(rig).user("v2", "Wrong, and no salt.", "a1").later(WAIT);

        assertThat(rig.requests()).singleElement().satisfies(request -> {
            assertThat(request.getFeedback()).containsExactly("Wrong, they were raw.", "Wrong, and no salt.");
            assertThat(request.getVerdicts())
                    .extracting(FeedbackVerdict::getFollowUpTurnId)
                    .containsExactly("u2", "v2");
        });
    }

    @Test
    void shouldNotAskAgainForAComplaintThatComesAfterTheRequest() {
        complain(rig).later(WAIT);
        assertThat(rig.requests()).hasSize(1);

        rig.user("v2", "Wrong, and no salt.", "a1").later(WAIT);

        assertThat(rig.requests()).isEmpty();
    }

    @Test
    void shouldLeaveOutComplaintsThatNoRequestHasRoomFor() {
        var long1 = "Wrong " + "a".repeat(6_000);
        rig.user("u1", QUESTION).assistant("a1", BAD, "u1").user("u2", long1, "a1");
        rig.user("v2", "Wrong " + "b".repeat(6_000), "a1").later(WAIT);

        assertThat(rig.requests())
                .singleElement()
                .extracting(GenerationRequest::getFeedback)
                .isEqualTo(List.of(long1));
    }

    @Test
    void shouldAskBeforeTheConversationIsForgotten() {
        complain(rig).idle(ASKING.idleAfter()).user("u9", "Hello again"); // no sweep came between

        assertThat(rig.requests()).singleElement().satisfies(request -> assertThat(request.getFeedback())
                .containsExactly("Wrong, they were raw."));
        assertThat(rig.count(HarvestCounter.GENERATION_REQUESTS, "FORGOTTEN")).isEqualTo(1);
        assertThat(rig.entries("standings") + rig.entries("unanswered")).isZero();
    }

    @Test
    void shouldAskOnceWhereTheSameSweepForgets() {
        complain(rig).later(ASKING.idleAfter());

        assertThat(rig.requests()).hasSize(1);
        assertThat(rig.count(HarvestCounter.FORGOTTEN, "IDLE")).isEqualTo(1);
    }

    @Test
    void shouldAskByTheWallClockWhereThePartitionFallsSilent() {
        complain(rig).pause(Duration.ofSeconds(10)).pause(WAIT);

        assertThat(rig.requests()).hasSize(1);
        assertThat(rig.count(HarvestCounter.GENERATION_REQUESTS, "SILENCE")).isEqualTo(1);
    }

    @Test
    void shouldNotAskByTheWallClockWhileRecordsCome() {
        complain(rig).pause(WAIT.minusMinutes(1)).assistant("a2", GOOD).pause(WAIT.minusMinutes(1));
        rig.user("u3", "Hm").pause(WAIT.minusMinutes(1));

        assertThat(rig.requests()).isEmpty();
    }

    @Test
    void shouldNotAskForComplaintsThatMakeNoPairEither() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Offtopic.")
                .assistant("a2", BAD)
                .user("u3", "Wrongish.")
                .assistant("a3", BAD)
                .user("u4", "Impossible.")
                .later(WAIT);

        assertThat(rig.requests()).isEmpty();
    }

    @Test
    void shouldNotAskForATenantThatIsSwitchedOff() {
        for (var tenant : List.of("quiet", "loud")) {
            var question = HarvestRig.turn(tenant, "user", QUESTION, null);
            question.putAll(Map.of("subject_id", "s1", "tenant", tenant, "language", "en"));
            rig.turn(question);
            rig.assistant("a" + tenant, BAD, tenant).user("u" + tenant, "Wrong.", "a" + tenant);
        }
        rig.later(WAIT);

        assertThat(rig.requests())
                .singleElement()
                .extracting(
                        GenerationRequest::getSubjectId, GenerationRequest::getTenant, GenerationRequest::getLanguage)
                .containsExactly(Optional.of("s1"), Optional.of("loud"), Optional.of("en"));
        assertThat(rig.count(HarvestCounter.GENERATION_REQUESTS_DROPPED, "TENANT_OFF"))
                .isEqualTo(1);
    }

    @Test
    void shouldNotAskWithAPromptThatHoldsATurnThatWasNotReleased() {
        var secret = HarvestRig.turn("u0", "user", "My PIN is 1234", null);
        secret.put("trainable", false);
        rig.turn(secret);
        rig.assistant("a0", "Keep it to yourself.");
        complain(rig).later(WAIT);

        notAskedBecauseOf("WITHHELD");
    }

    @Test
    void shouldNotAskWithoutAQuestion() {
        rig.assistant("a1", BAD).user("u2", "Wrong, they were raw.").later(WAIT);

        notAskedBecauseOf("NO_PROMPT");
    }

    @Test
    void shouldNotAskAboutAnEmptyAnswer() {
        rig.user("u1", QUESTION)
                .assistant("a1", "[tool: search]")
                .user("u2", "Wrong, I want words.")
                .later(WAIT);

        notAskedBecauseOf("EMPTY");
    }

    @Test
    void shouldKeepNothingAndAskNothingUnlessSwitchedOn() {
        try (var silent = new HarvestRig()) {
            complain(silent);
            assertThat(silent.entries("unanswered")).isZero();

            silent.later(WAIT).pause(WAIT).pause(WAIT);
            assertThat(silent.requests()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToWaitForLongerThanAConversationIsKept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HarvestRig.CONFIG.with(new GenerationRules(true, Duration.ofHours(1), Set.of())))
                .withMessageContaining("generation.wait-for-revision")
                .withMessageContaining("assemble.idle-after");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GenerationRules(true, Duration.ZERO, Set.of()))
                .withMessageContaining("generation.wait-for-revision");
    }

    private void notAskedBecauseOf(String reason) {
        assertThat(rig.requests()).isEmpty();
        assertThat(rig.count(HarvestCounter.GENERATION_REQUESTS_DROPPED, reason))
                .isEqualTo(1);
    }

    private static HarvestRig complain(HarvestRig rig) {
        return rig.user("u1", QUESTION).assistant("a1", BAD).user("u2", "Wrong, they were raw.");
    }
}
