package dev.gleaner.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.generate.GenerationRules;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** EXPERT and ON_POLICY: what becomes of the answers that language models wrote. */
class PairGeneratedTest {

    private static final GenerationRequest REQUEST = Results.request("r1", HarvestRig.CONVERSATION);

    private final HarvestRig rig = new HarvestRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldPairTheExpertsAnswerWithTheOneThatDrewTheComplaint() {
        rig.result(Results.result(REQUEST, Results.expert(JudgeVerdict.WIN)).build());

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getPairId()).matches("[0-9a-f]{32}");
            assertThat(pair.getMethod()).isEqualTo(PairMethod.EXPERT);
            assertThat(pair.getConversationId()).isEqualTo(HarvestRig.CONVERSATION);
            assertThat(pair.getPrompt()).isEqualTo(REQUEST.getPrompt());
            assertThat(pair.getChosen().getContent()).isEqualTo(Results.CHOSEN);
            assertThat(pair.getRejected()).isEqualTo(REQUEST.getRejected());
            assertThat(pair.getPreferences()).containsExactly("Give times that cook potatoes through.");
            assertThat(pair.getVerdicts()).isEqualTo(REQUEST.getVerdicts());
            assertThat(pair.getDecidedAt()).isEqualTo(REQUEST.getObservedAt());
            assertThat(pair.getJudgement().orElseThrow().getVerdict()).isEqualTo(JudgeVerdict.WIN);
            assertThat(pair.getProvenance().getPipeline()).isEqualTo("gleaner/test");
            assertThat(pair.getProvenance().getLabellers()).containsExactly(ScriptedClassifier.SCRIPT);
            assertThat(pair.getProvenance().getGenerator()).contains("large-2/expert-1");
            assertThat(pair.getProvenance().getJudge()).contains("judge-1/judge-1");
        });
    }

    @Test
    void shouldCarryWhatIsKnownOfTheUser() {
        rig.result(Results.result(REQUEST, Results.expert(null)).build());

        assertThat(rig.pairs())
                .singleElement()
                .extracting(PreferencePair::getSubjectId, PreferencePair::getTenant, PreferencePair::getLanguage)
                .containsExactly(Optional.of("s1"), Optional.of("t1"), Optional.of("en"));
    }

    @ParameterizedTest
    @CsvSource({"WIN, 0.9", "TIE, 0.5", "LOSE, 0.2", "UNKNOWN, 0.7"})
    void shouldKeepEveryExpertPairWithTheConfidenceThatItsJudgementGives(JudgeVerdict judged, double strength) {
        rig.result(Results.result(REQUEST, Results.expert(judged)).build());

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getConfidence()).isCloseTo(0.9 * strength, within(1e-9));
            assertThat(pair.getJudgement().map(Judgement::getVerdict)).contains(judged);
        });
        assertThat(rig.count(HarvestCounter.JUDGEMENTS, "EXPERT_" + judged)).isEqualTo(1);
    }

    @Test
    void shouldKeepAnExpertPairThatNobodyJudged() {
        rig.result(Results.result(REQUEST, Results.expert(null)).build());

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getConfidence()).isCloseTo(0.9 * 0.7, within(1e-9));
            assertThat(pair.getJudgement()).isEmpty();
        });
    }

    @Test
    void shouldKeepAnOnPolicyPairThatWinsInBothOrders() {
        rig.result(Results.result(REQUEST, Results.onPolicy(JudgeVerdict.WIN)).build());

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.ON_POLICY);
            assertThat(pair.getPrompt())
                    .extracting(Message::getContent)
                    .containsExactly("How long do I boil potatoes for a salad?");
            assertThat(pair.getRejected().getContent()).isEqualTo(Results.BARE);
            assertThat(pair.getConfidence()).isCloseTo(0.9 * 0.8, within(1e-9));
        });
    }

    @ParameterizedTest
    @EnumSource(value = JudgeVerdict.class, mode = EnumSource.Mode.EXCLUDE, names = "WIN")
    void shouldDropAnOnPolicyPairThatDoesNotWin(JudgeVerdict judged) {
        rig.result(Results.result(REQUEST, Results.onPolicy(judged)).build());

        droppedBecauseOf("NOT_PREFERRED");
    }

    @Test
    void shouldDropAnOnPolicyPairThatNobodyJudged() {
        rig.result(Results.result(REQUEST, Results.onPolicy(null)).build());

        droppedBecauseOf("NOT_PREFERRED");
    }

    @Test
    void shouldCountWhatWasKeptOfWhatCame() {
        rig.result(Results.result(REQUEST, Results.expert(JudgeVerdict.WIN), Results.onPolicy(JudgeVerdict.TIE))
                .build());

        assertThat(rig.pairs()).extracting(PreferencePair::getMethod).containsExactly(PairMethod.EXPERT);
        assertThat(rig.count(HarvestCounter.GENERATION_RESULTS, "PAIRS")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.GENERATED, "EXPERT")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.GENERATED, "ON_POLICY")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.PAIRS, "EXPERT")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.PAIRS, "ON_POLICY")).isZero();
    }

    @Test
    void shouldCountTheReasonsOfAResultWithoutPairs() {
        rig.result(Results.result(REQUEST)
                .setPreferences(List.of())
                .setDrops(List.of(
                        new GenerationDrop(null, "refusal-1", GenerationDropReason.RIGHTLY_REFUSED),
                        new GenerationDrop(PairMethod.EXPERT, "expert-1", GenerationDropReason.UNREADABLE)))
                .build());

        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.count(HarvestCounter.GENERATION_RESULTS, "NO_PAIRS")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.GENERATED_DROPPED, "RIGHTLY_REFUSED"))
                .isEqualTo(1);
        assertThat(rig.count(HarvestCounter.GENERATED_DROPPED, "UNREADABLE")).isEqualTo(1);
    }

    // ---- guards
    // ------------------------------------------------------------------------------------------------------------

    @Test
    void shouldDropARefusal() {
        expertSays("I'm sorry, but I can't help with potatoes.");

        droppedBecauseOf("REFUSAL");
    }

    @Test
    void shouldDropAnEmptyAnswer() {
        expertSays(" \n");

        droppedBecauseOf("EMPTY");
    }

    @Test
    void shouldDropAnAnswerThatSaysTheSame() {
        expertSays("Boil the  potatoes for five minutes!");

        droppedBecauseOf("NEARLY_EQUAL");
    }

    private void expertSays(String chosen) {
        rig.result(Results.result(REQUEST, Results.pair(PairMethod.EXPERT, chosen, Results.REJECTED, JudgeVerdict.WIN))
                .build());
    }

    private void droppedBecauseOf(String reason) {
        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.count(HarvestCounter.GENERATED_DROPPED, reason)).isEqualTo(1);
    }

    // ---- once
    // --------------------------------------------------------------------------------------------------------------

    @Test
    void shouldChangeNothingOnASecondResultOfTheSameRequest() {
        rig.result(Results.result(REQUEST, Results.expert(JudgeVerdict.WIN)).build());
        rig.idle(Duration.ofDays(6));
        rig.result(Results.result(REQUEST, Results.expert(JudgeVerdict.LOSE)).build());

        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.count(HarvestCounter.DUPLICATES, "RESULT")).isEqualTo(1);
        assertThat(rig.count(HarvestCounter.GENERATED, "EXPERT")).isEqualTo(1);
    }

    @Test
    void shouldGiveTheSamePairIdHoweverLateAResultIsRepeated() {
        var result = Results.result(REQUEST, Results.expert(JudgeVerdict.WIN)).build();
        var another = Results.result(Results.request("r2", "c2")).build();

        rig.result(result).idle(Duration.ofDays(30)).result(another).result(result);

        var pairs = rig.pairs();
        assertThat(pairs).hasSize(2); // the id was forgotten meanwhile; compaction keeps the later
        assertThat(pairs)
                .extracting(PreferencePair::getPairId)
                .containsOnly(pairs.get(0).getPairId());
    }

    @Test
    void shouldUnderstandAResultWhoseConversationIsForgotten() {
        var asking = HarvestRig.CONFIG.with(new GenerationRules(true, Duration.ofMinutes(10), Set.of()));
        try (var whole = new HarvestRig(asking)) {
            whole.user("u1", "How long do I boil potatoes for a salad?")
                    .assistant("a1", Results.REJECTED)
                    .user("u2", "Wrong, they were raw.")
                    .later(Duration.ofHours(2));
            var request = whole.requests().get(0);

            whole.result(
                    Results.result(request, Results.expert(JudgeVerdict.WIN)).build());

            assertThat(whole.pairs()).singleElement().satisfies(pair -> assertThat(pair.getRejected())
                    .isEqualTo(request.getRejected()));
        }
    }

    // ---- what is not let in
    // ------------------------------------------------------------------------------------------------

    @Test
    void shouldSendWhatCannotBeReadToTheDeadLetters() {
        rig.result(HarvestRig.CONVERSATION.getBytes(UTF_8), "nonsense".getBytes(UTF_8))
                .result(HarvestRig.CONVERSATION.getBytes(UTF_8), null);

        assertThat(rig.rejections()).containsExactly("MALFORMED", "MALFORMED");
        assertThat(rig.count(HarvestCounter.DEAD_LETTERS, "MALFORMED")).isEqualTo(2);
    }

    @Test
    void shouldSendNonsenseToTheDeadLettersAndGoOn() {
        var expert = Results.expert(JudgeVerdict.WIN);
        rejected("INVALID_FIELD", withRequest(request -> request.setRequestId("")));
        rejected("INVALID_FIELD", withRequest(request -> request.setRejected(new Answer("Boil.", null, null))));
        rejected("INVALID_FIELD", withRequest(request -> request.setPrompt(List.of())));
        rejected("INVALID_FIELD", withRequest(request -> request.setVerdicts(List.of())));
        rejected("INVALID_FIELD", withRequest(request -> request.setFeedback(List.of("one"))));
        rejected("CONTENT_TOO_LARGE", withRequest(request -> request.setRejected(new Answer(tooLong(), null, "a1"))));
        rejected("INVALID_FIELD", Results.result(REQUEST, expert, expert));
        rejected("INVALID_FIELD", Results.result(REQUEST, expert).setPreferences(List.of()));
        rejected("INVALID_FIELD", Results.result(REQUEST, expert).setPreferences(Collections.nCopies(6, "Short.")));
        rejected("CONTENT_TOO_LARGE", Results.result(REQUEST, expert).setPreferences(List.of(tooLong())));
        rejected("INVALID_FIELD", with(expert, pair -> pair.setMethod(PairMethod.REVISION)));
        rejected("INVALID_FIELD", with(expert, pair -> pair.setGenerator("")));
        rejected("INVALID_FIELD", with(expert, pair -> pair.setRejected(new Answer("Another.", null, null))));
        rejected("INVALID_FIELD", with(expert, pair -> pair.setChosen(new Answer("Boil.", null, "a1"))));
        rejected("CONTENT_TOO_LARGE", with(expert, pair -> pair.setChosen(new Answer(tooLong(), null, null))));
        rejected(
                "INVALID_FIELD",
                with(
                        expert,
                        pair -> pair.setJudgement(new Judgement(
                                JudgeVerdict.WIN, JudgeVerdict.WIN, JudgeVerdict.LOSE, "judge-1/judge-1"))));
        rejected(
                "TIMESTAMP_IN_FUTURE",
                Results.result(REQUEST, expert).setGeneratedAt(HarvestRig.START.plus(Duration.ofDays(1))));

        rig.result(Results.result(REQUEST, expert).build());
        assertThat(rig.pairs()).hasSize(1);
    }

    @Test
    void shouldRejectAResultUnderAnotherKeyThanItsConversation() {
        rig.result(Results.result(Results.request("r1", "c1"), Results.expert(null))
                .build());
        assertThat(rig.pairs()).hasSize(1);

        var elsewhere = Results.result(Results.request("r2", "c2"), Results.expert(null))
                .build();
        rig.result("c1".getBytes(UTF_8), HarvestRig.bytes(elsewhere));

        assertThat(rig.rejections()).containsExactly("KEY_MISMATCH");
    }

    private void rejected(String reason, GenerationResult.Builder result) {
        rig.result(result.build());

        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.rejections()).containsExactly(reason);
    }

    private static GenerationResult.Builder withRequest(UnaryOperator<GenerationRequest.Builder> change) {
        return Results.result(
                change.apply(GenerationRequest.newBuilder(REQUEST)).build(), Results.onPolicy(JudgeVerdict.WIN));
    }

    private static GenerationResult.Builder with(GeneratedPair pair, UnaryOperator<GeneratedPair.Builder> change) {
        return Results.result(
                REQUEST, change.apply(GeneratedPair.newBuilder(pair)).build());
    }

    private static String tooLong() {
        return "a".repeat(HarvestRig.CONFIG.limits().contentBytes() + 1);
    }
}
