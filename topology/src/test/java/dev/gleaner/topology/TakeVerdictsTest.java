package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.DialogueAttributes;
import dev.gleaner.schema.DialogueDomain;
import dev.gleaner.schema.DialogueIntent;
import dev.gleaner.schema.DialogueRelation;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.generate.GenerationRules;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the verdicts that language models give where the classifier abstained. */
class TakeVerdictsTest {

    private static final String QUESTION = "How long do I boil potatoes for a salad?";
    private static final String BAD = "Boil the potatoes for five minutes.";
    private static final String GOOD = "Boil waxy potatoes for twenty minutes, until a knife slips in.";
    private static final Duration WAIT = Duration.ofMinutes(10);
    private static final Labeller MODEL = new Labeller(LabellerKind.LLM, "large-2", "feedback-1");
    private static final DialogueAttributes ATTRIBUTES =
            new DialogueAttributes(DialogueDomain.DAILY_LIFE, DialogueIntent.FIND_OUT, DialogueRelation.CORRECTS);

    /** Half a year after the conversation: what a worker writes now about a backlog. */
    private static final Instant WRITTEN = HarvestRig.START.plus(Duration.ofDays(180));

    private final HarvestRig rig = new HarvestRig(HarvestRig.CONFIG.with(new GenerationRules(true, WAIT, Set.of())));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldPublishItAsItCame() {
        abstain();
        rig.verdicts();

        rig.llmVerdict(complaint("u2"), WRITTEN);

        assertThat(rig.verdictRecords()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(HarvestRig.CONVERSATION);
            assertThat(record.value()).isEqualTo(complaint("u2"));
            assertThat(record.getRecordTime()).isEqualTo(HarvestRig.START.plusSeconds(2)); // of the conversation
        });
        assertThat(rig.count(HarvestCounter.VERDICTS, "DISSATISFIED")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.CATEGORIES, "REVISION")).isEqualTo(1);
    }

    @Test
    void shouldAskForABetterAnswerToALateComplaint() {
        abstain().later(Duration.ofMinutes(30));
        rig.llmVerdict(complaint("u2"), WRITTEN).later(WAIT.minusMinutes(1));
        assertThat(rig.requests()).isEmpty();

        rig.later(Duration.ofMinutes(2));

        assertThat(rig.requests())
                .singleElement()
                .extracting(GenerationRequest::getVerdicts)
                .isEqualTo(List.of(complaint("u2")));
    }

    @Test
    void shouldPairARevisionWithALateComplaint() {
        abstain().assistant("a2", GOOD).llmVerdict(complaint("u2"), WRITTEN).user("u3", "Thanks");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.REVISION);
            assertThat(pair.getRejected().getContent()).isEqualTo(BAD);
            assertThat(pair.getProvenance().getLabellers()).containsExactly(MODEL, ScriptedClassifier.SCRIPT);
        });
    }

    @Test
    void shouldPairARevisionWithALateSatisfaction() {
        rig.user("u1", QUESTION)
                .assistant("a1", BAD)
                .user("u2", "Wrong, they were raw.")
                .assistant("a2", GOOD)
                .user("u3", "Hm, there we are.");
        assertThat(rig.pairs()).isEmpty();

        rig.llmVerdict(praise("u3", "a2"), WRITTEN);

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getChosen().getContent()).isEqualTo(GOOD);
            assertThat(pair.getRejected().getContent()).isEqualTo(BAD);
            assertThat(pair.getVerdicts()).last().isEqualTo(praise("u3", "a2"));
        });
    }

    @Test
    void shouldTakeItOnceHoweverOftenItComes() {
        rig.user("u1", QUESTION).assistant("a1", BAD).user("u2", "Wrong.").assistant("a2", GOOD);
        rig.user("u3", "Hm");
        rig.verdicts();

        rig.llmVerdict(praise("u3", "a2"), WRITTEN)
                .llmVerdict(praise("u3", "a2"), WRITTEN)
                .llmVerdict(
                        but(praise("u3", "a2"), verdict -> verdict.setPolarity(Polarity.ABSTAINED)),
                        WRITTEN.plusSeconds(1)); // a worker that was killed asked again, and heard otherwise

        assertThat(rig.verdicts()).containsExactly(praise("u3", "a2"));
        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.count(HarvestCounter.DUPLICATES, "VERDICT")).isEqualTo(2);
    }

    @Test
    void shouldTakeWhatAnotherLabellerSays() {
        abstain();
        rig.verdicts();
        var other = new Labeller(LabellerKind.LLM, "large-2", "feedback-2");

        rig.llmVerdict(complaint("u2"), WRITTEN)
                .llmVerdict(but(complaint("u2"), verdict -> verdict.setLabeller(other)), WRITTEN);

        assertThat(rig.verdicts()).hasSize(2);
    }

    @Test
    void shouldAskNobodyAgainWhereTheModelAbstainsToo() {
        abstain();
        assertThat(rig.labelRequests()).hasSize(1);
        rig.verdicts();

        rig.llmVerdict(but(complaint("u2"), verdict -> verdict.setPolarity(Polarity.ABSTAINED)), WRITTEN);

        assertThat(rig.verdicts()).hasSize(1);
        assertThat(rig.labelRequests()).isEmpty();
        rig.later(WAIT.plusMinutes(1));
        assertThat(rig.requests()).isEmpty();
    }

    @Test
    void shouldPublishAVerdictOnAForgottenConversationAndProveNothingByIt() {
        abstain().later(HarvestRig.CONFIG.idleAfter().plusMinutes(1));
        rig.verdicts();

        rig.llmVerdict(complaint("u2"), WRITTEN).later(WAIT.plusMinutes(1));

        assertThat(rig.verdicts()).hasSize(1);
        assertThat(rig.requests()).isEmpty();
        assertThat(rig.entries("standings")).isZero();
        assertThat(rig.count(HarvestCounter.UNPROVEN, "FORGOTTEN")).isEqualTo(1);
    }

    @Test
    void shouldPublishAVerdictWhereNoTurnEverCame() {
        rig.llmVerdict(complaint("u2"), WRITTEN);

        assertThat(rig.verdictRecords()).singleElement().satisfies(record -> assertThat(record.getRecordTime())
                .isEqualTo(HarvestRig.START)); // by the wall clock
    }

    @Test
    void shouldProveNothingByAVerdictOnAnotherResponse() {
        abstain();

        rig.llmVerdict(but(complaint("u2"), verdict -> verdict.setResponseTurnId("a9")), WRITTEN);

        assertThat(rig.count(HarvestCounter.UNPROVEN, "FORGOTTEN")).isEqualTo(1);
    }

    @Test
    void shouldForgetNoConversationBecauseOfTheTimeAtWhichAVerdictWasWritten() {
        abstain().llmVerdict(complaint("u2"), WRITTEN).assistant("a2", GOOD).user("u3", "Thanks");

        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.count(HarvestCounter.FORGOTTEN, "IDLE")).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void shouldRejectWhatMakesNoSense(UnaryOperator<FeedbackVerdict.Builder> fault) {
        abstain();
        rig.verdicts();

        rig.llmVerdict(but(complaint("u2"), fault), WRITTEN);

        assertThat(rig.verdicts()).isEmpty();
        assertThat(rig.rejections()).containsExactly("INVALID_FIELD");
    }

    static Stream<UnaryOperator<FeedbackVerdict.Builder>> shouldRejectWhatMakesNoSense() {
        return Stream.of(
                verdict -> verdict.setFollowUpTurnId(""),
                verdict -> verdict.setResponseTurnId("a\n1"),
                verdict -> verdict.setSatisfied(1.1),
                verdict -> verdict.setDissatisfied(Double.NaN),
                verdict -> verdict.setConfidence(-1),
                verdict -> verdict.setCategories(categories(2, 0)),
                verdict -> verdict.setLabeller(ScriptedClassifier.SCRIPT),
                verdict -> verdict.setLabeller(new Labeller(LabellerKind.LLM, "", "1")));
    }

    private HarvestRig abstain() {
        return rig.user("u1", QUESTION).assistant("a1", BAD).user("u2", "Hm, they were raw.");
    }

    private static FeedbackVerdict complaint(String followUp) {
        return verdict(followUp, "a1", Polarity.DISSATISFIED, 0.1, 0.9);
    }

    private static FeedbackVerdict praise(String followUp, String response) {
        return verdict(followUp, response, Polarity.SATISFIED, 0.9, 0.1);
    }

    private static FeedbackVerdict verdict(
            String followUp, String response, Polarity polarity, double satisfied, double dissatisfied) {
        return FeedbackVerdict.newBuilder()
                .setConversationId(HarvestRig.CONVERSATION)
                .setFollowUpTurnId(followUp)
                .setResponseTurnId(response)
                .setPolarity(polarity)
                .setSatisfied(satisfied)
                .setDissatisfied(dissatisfied)
                .setBound(true)
                .setCategories(categories(satisfied, dissatisfied))
                .setConfidence(0.9)
                .setLabeller(MODEL)
                .setObservedAt(HarvestRig.START)
                .setDialogue(ATTRIBUTES)
                .build();
    }

    private static CategoryProbabilities categories(double gratitude, double revision) {
        var categories = new CategoryProbabilities();
        categories.put(Category.GRATITUDE.ordinal(), (float) gratitude);
        categories.put(Category.REVISION.ordinal(), (float) revision);
        return categories;
    }

    private static FeedbackVerdict but(FeedbackVerdict verdict, UnaryOperator<FeedbackVerdict.Builder> change) {
        return change.apply(FeedbackVerdict.newBuilder(verdict)).build();
    }
}
