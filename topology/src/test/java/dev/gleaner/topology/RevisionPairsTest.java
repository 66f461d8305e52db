package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** REVISION: a complaint that asks to mend a response, and the accepted answer to it. */
class RevisionPairsTest {

    private static final String QUESTION = "How long do I boil potatoes for a salad?";
    private static final String BAD = "Boil the potatoes for five minutes.";
    private static final String WORSE = "Boil potatoes for three minutes, then serve them.";
    private static final String GOOD = "Boil waxy potatoes for twenty minutes, until a knife slips in.";

    private final HarvestRig rig = new HarvestRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldPairTheAcceptedAnswerWithTheOneThatDrewTheComplaint() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", GOOD)
                .user("u3", "Thanks, perfect");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.REVISION);
            assertThat(pair.getPrompt()).extracting(Message::getContent).containsExactly(QUESTION);
            assertThat(pair.getRejected().getContent()).isEqualTo(BAD);
            assertThat(pair.getChosen().getContent()).isEqualTo(GOOD);
            assertThat(pair.getConfidence()).isCloseTo(0.9 * 0.95, within(1e-9));
            assertThat(pair.getVerdicts())
                    .extracting(FeedbackVerdict::getFollowUpTurnId)
                    .containsExactly("u2", "u3");
            assertThat(pair.getProvenance().getLabellers()).containsExactly(ScriptedClassifier.SCRIPT);
            assertThat(pair.getProvenance().getPipeline()).isEqualTo("gleaner/test");
        });
    }

    @Test
    void shouldTakeMovingOnWithoutComplaintAsWeakAcceptance() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", GOOD)
                .user("u3", "And how do I make the dressing?");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> assertThat(pair.getConfidence())
                .isCloseTo(0.9 * 0.5 * (1 - 0.2), within(1e-9)));
    }

    @Test
    void shouldPairTheLastGoodRevisionWithEveryRejectedOne() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", WORSE)
                .user("u3", "Wrong again.")
                .assistant("a3", GOOD)
                .user("u4", "Thanks");

        var pairs = rig.pairs();
        assertThat(pairs).extracting(pair -> pair.getRejected().getContent()).containsExactly(WORSE, BAD);
        assertThat(pairs).extracting(pair -> pair.getChosen().getContent()).containsOnly(GOOD);
        assertThat(pairs.get(0).getPrompt())
                .extracting(Message::getContent)
                .containsExactly(QUESTION, BAD, "Wrong, they were raw.");
        assertThat(pairs.get(1).getPrompt()).extracting(Message::getContent).containsExactly(QUESTION);
    }

    @Test
    void shouldTakeAHalfPraisedAnswerAsRejected() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Better, but still raw.")
                .assistant("a2", GOOD)
                .user("u3", "Thanks");

        assertThat(rig.pairs()).hasSize(1);
    }

    @Test
    void shouldNotPairBeforeTheUserReacts() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", GOOD);

        assertThat(rig.pairs()).isEmpty();
    }

    @Test
    void shouldNotPairWithoutAComplaint() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "And for a mash?")
                .assistant("a2", GOOD)
                .user("u3", "Thanks");

        assertThat(rig.pairs()).isEmpty();
    }

    @Test
    void shouldFollowTheBranchAndNotTheOrderOfArrival() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD, "u1")
                .user("u2", "Wrong, they were raw.", "a1")
                .assistant("a2", GOOD, "u2")
                .user("v1", "Wrong chat, what is a good red for tonight?", "a1")
                .assistant("b1", "A Barbera.", "v1")
                .user("u3", "Thanks", "a2");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getChosen().getTurnId()).contains("a2");
            assertThat(pair.getRejected().getTurnId()).contains("a1");
        });
    }

    @Test
    void shouldNameThePairByItsAnswersSoThatTheSameInputGivesTheSameId() {
        chat(rig);
        var first = rig.pairs();
        try (var again = new HarvestRig()) {
            chat(again);
            assertThat(again.pairs()).isEqualTo(first);
        }
        assertThat(first.get(0).getPairId()).matches("[0-9a-f]{32}");
    }

    @Test
    void shouldPublishAPairOnceThoughSeveralFollowUpsAcceptTheAnswer() {
        chat(rig);
        rig.user("u3b", "Thanks a lot", "a2");

        assertThat(rig.pairs()).hasSize(1);
    }

    // ---- guards
    // ------------------------------------------------------------------------------------------------------------

    @Test
    void shouldDropAnAnswerThatSaysTheSame() {
        droppedBecauseOf("NEARLY_EQUAL", BAD, "Wrong.", "Boil the  potatoes for five minutes!", "Thanks");
    }

    @Test
    void shouldDropAnEmptyAnswer() {
        droppedBecauseOf("EMPTY", BAD, "Wrong.", " \n", "Thanks");
    }

    @Test
    void shouldDropAnAnswerThatIsNothingButToolCalls() {
        droppedBecauseOf("EMPTY", BAD, "Wrong.", "[tool: edit_file]\n\n[tool: run]", "Thanks");
    }

    @Test
    void shouldDropARefusal() {
        droppedBecauseOf("REFUSAL", BAD, "Wrong.", "I'm sorry, but I can't help with potatoes.", "Thanks");
    }

    @Test
    void shouldDropAnAnswerThatApologises() {
        droppedBecauseOf(
                "REPLY_TO_COMPLAINT", BAD, "Wrong.", "**You're right**, potatoes need twenty minutes.", "Thanks");
    }

    @Test
    void shouldDropAnAnswerThatRefersBack() {
        droppedBecauseOf(
                "REPLY_TO_COMPLAINT", BAD, "Wrong.", "Here's the corrected recipe: boil potatoes longer.", "Thanks");
    }

    @Test
    void shouldDropAnAnswerThatUsesWhatOnlyTheComplaintSays() {
        droppedBecauseOf(
                "REPLY_TO_COMPLAINT",
                BAD,
                "Wrong, my induction stove is broken and I only have a camping cooker.",
                "On a camping cooker, without the induction stove, boil the potatoes for thirty minutes.",
                "Thanks");
    }

    @Test
    void shouldDropAnAnswerAboutSomethingElse() {
        droppedBecauseOf("TOPIC_SWITCH", BAD, "Wrong.", "Paris lies on the Seine.", "Thanks");
    }

    @Test
    void shouldDropWhereTheLabellerAbstains() {
        droppedBecauseOf("UNDECIDED", BAD, "Wrong.", GOOD, "Hm");
    }

    @Test
    void shouldDropAComplaintAboutSomethingElse() {
        droppedBecauseOf("NOT_BOUND", BAD, "Offtopic.", GOOD, "Thanks");
    }

    @Test
    void shouldDropAComplaintBelowTheThreshold() {
        droppedBecauseOf("UNSURE_COMPLAINT", BAD, "Wrongish.", GOOD, "Thanks");
    }

    @Test
    void shouldDropAComplaintThatLeavesNothingToMend() {
        droppedBecauseOf("NOT_ASKED_TO_MEND", BAD, "Impossible.", GOOD, "Thanks");
    }

    @Test
    void shouldDropAPairWhosePromptHoldsATurnThatWasNotReleased() {
        var secret = HarvestRig.turn("u0", "user", "My PIN is 1234", null);
        secret.put("trainable", false);
        rig.turn(secret);
        rig.assistant("a0", "Keep it to yourself.");
        chat(rig);

        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.count(HarvestCounter.PAIRS_DROPPED, "WITHHELD")).isEqualTo(1);
    }

    @Test
    void shouldDropAPairWithoutAQuestion() {
        rig.assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", GOOD)
                .user("u3", "Thanks");

        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.count(HarvestCounter.PAIRS_DROPPED, "NO_PROMPT")).isEqualTo(1);
    }

    @Test
    void shouldCarryWhatIsKnownOfTheUser() {
        var question = HarvestRig.turn("u1", "user", QUESTION, null);
        question.putAll(Map.of("subject_id", "s1", "tenant", "t1", "language", "en"));
        rig.turn(question);
        rig.assistant("a1", BAD).user("u2", "Wrong.").assistant("a2", GOOD).user("u3", "Thanks");

        assertThat(rig.pairs())
                .singleElement()
                .extracting(PreferencePair::getSubjectId, PreferencePair::getTenant, PreferencePair::getLanguage)
                .containsExactly(java.util.Optional.of("s1"), java.util.Optional.of("t1"), java.util.Optional.of("en"));
    }

    private void droppedBecauseOf(String reason, String bad, String complaint, String next, String reaction) {
        rig.user("u1", QUESTION)
                .assistant("a1", bad)
                .user("u2", complaint)
                .assistant("a2", next)
                .user("u3", reaction);

        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.count(HarvestCounter.PAIRS_DROPPED, reason)).isEqualTo(1);
    }

    private static void chat(HarvestRig rig) {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", GOOD)
                .user("u3", "Thanks");
    }

    @Test
    void shouldReadBackTheHistoryThatIsTooLongToStayInMemory() {
        var recipe = "Peel, cut and salt the potatoes before you boil them. ".repeat(2_000); // 108 kB
        try (var roomy = new HarvestRig(Limits.DEFAULT, false)) {
            roomy.user("u1", QUESTION)
                    .assistant("a1", recipe)
                    .user("u2", "Tell me more")
                    .assistant("a2", recipe)
                    .user("u3", "And more")
                    .assistant("a3", BAD)
                    .user("u4", "Wrong, they were raw.")
                    .assistant("a4", GOOD)
                    .user("u5", recipe)
                    .assistant("a5", recipe)
                    .user("u5", recipe);

            assertThat(roomy.count(HarvestCounter.DUPLICATES, "TURN")).isEqualTo(1);
            assertThat(roomy.pairs()).singleElement().satisfies(pair -> assertThat(pair.getPrompt())
                    .extracting(Message::getContent)
                    .containsExactly(QUESTION, recipe, "Tell me more", recipe, "And more"));
        }
    }
}
