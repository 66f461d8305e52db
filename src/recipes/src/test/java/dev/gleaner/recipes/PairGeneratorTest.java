package dev.gleaner.recipes;

import static dev.gleaner.recipes.Requests.LOGGED;
import static dev.gleaner.recipes.Requests.SYSTEM;
import static dev.gleaner.recipes.Requests.USER;
import static dev.gleaner.recipes.Requests.complaint;
import static dev.gleaner.recipes.ScriptedModel.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.recipes.ask.Moderator;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.schema.Answer;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.TokenCount;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairGeneratorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final GenerationRequest COMPLAINT = complaint("I asked how many minutes!");

    private final ScriptedModel expert = ScriptedModel.benevolent("large-2").answers(CHAT, "Twenty minutes.");
    private final ScriptedModel policy =
            ScriptedModel.benevolent("policy-1").answers(CHAT, "Twenty.", "It depends on many things.");
    private final ScriptedModel judge = ScriptedModel.benevolent("judge-1");
    private Optional<Moderator> moderator = Optional.empty();

    private GenerationResult generate(GenerationRequest request, Cast cast) throws InterruptedException {
        return new PairGenerator(
                        cast,
                        moderator,
                        Prompts.bundled(),
                        new Random(1),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        "gleaner/test")
                .generate(request);
    }

    private GenerationResult generate(GenerationRequest request) throws InterruptedException {
        return generate(request, all());
    }

    private Cast all() {
        return new Cast(Optional.of(expert), Optional.of(policy), Optional.of(judge));
    }

    @Test
    void shouldMakeAPairByEachModelThatWrites() throws InterruptedException {
        judge.answers("better", "{\"better\": \"A\"}", "{\"better\": \"B\"}", "{\"better\": \"equal\"}");

        GenerationResult result = generate(COMPLAINT);

        assertThat(result.getPairs())
                .containsExactly(
                        new GeneratedPair(
                                PairMethod.EXPERT,
                                new Answer("Twenty minutes.", "large-2", null),
                                LOGGED,
                                "large-2/expert-1",
                                judgement(JudgeVerdict.WIN)),
                        new GeneratedPair(
                                PairMethod.ON_POLICY,
                                new Answer("Twenty.", "policy-1", null),
                                new Answer("It depends on many things.", "policy-1", null),
                                "policy-1/on-policy-1",
                                judgement(JudgeVerdict.TIE)));
        assertThat(result.getDrops()).isEmpty();
        assertThat(result.getPreferences()).containsExactly("Give minutes.", "Be brief.");
        assertThat(result.getRequest()).isEqualTo(COMPLAINT);
        assertThat(result.getWorker()).isEqualTo("gleaner/test");
        assertThat(result.getGeneratedAt()).isEqualTo(NOW);
    }

    private static Judgement judgement(JudgeVerdict both) {
        return new Judgement(both, both, both, "judge-1/judge-1");
    }

    @Test
    void shouldSayWhatItCostByModel() throws InterruptedException {
        // Judge: refusal, preferences, moderation thrice, and two pairs in two orders; policy model: both answers
        assertThat(generate(COMPLAINT).getTokens())
                .containsExactly(
                        new TokenCount("judge-1", 90L, 18L),
                        new TokenCount("large-2", 10L, 2L),
                        new TokenCount("policy-1", 20L, 4L));
    }

    @Test
    void shouldTellTheExpertOfPreferencesAndSafetyAfterWhatItsProductSays() throws InterruptedException {
        generate(COMPLAINT);

        Question question = expert.questions(CHAT).get(0);
        assertThat(question.instructions())
                .startsWith(SYSTEM.getContent() + "\n\n")
                .contains("\n- Give minutes.\n- Be brief.\n")
                .contains("what is safe")
                .doesNotContain("{preferences}");
        assertThat(question.messages()).containsExactly(USER);
    }

    @Test
    void shouldAskThePolicyModelOnceWithPreferencesAndOnceBare() throws InterruptedException {
        generate(COMPLAINT);

        assertThat(policy.questions(CHAT)).hasSize(2);
        assertThat(policy.questions(CHAT).get(0).instructions()).contains("- Give minutes.");
        assertThat(policy.questions(CHAT).get(1).instructions()).isEqualTo(SYSTEM.getContent());
        assertThat(policy.questions(CHAT).get(1).messages()).containsExactly(USER);
    }

    @Test
    void shouldAskTheExpertForHelpWhereThereIsNoJudgeAndJudgeNothing() throws InterruptedException {
        GenerationResult result =
                generate(COMPLAINT, new Cast(Optional.of(expert), Optional.of(policy), Optional.empty()));

        assertThat(result.getPairs()).hasSize(2).allMatch(pair -> pair.getJudgement()
                .isEmpty());
        assertThat(expert.questions("preferences")).hasSize(1);
        assertThat(policy.questions("preferences")).isEmpty();
    }

    @Test
    void shouldMakeWithThePolicyModelAloneWhatItCan() throws InterruptedException {
        GenerationResult result =
                generate(COMPLAINT, new Cast(Optional.empty(), Optional.of(policy), Optional.empty()));

        assertThat(result.getPairs()).extracting(GeneratedPair::getMethod).containsExactly(PairMethod.ON_POLICY);
    }

    @Test
    void shouldRefuseACastThatWritesNothing() {
        assertThatThrownBy(() -> new Cast(Optional.empty(), Optional.empty(), Optional.of(judge)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Name an expert model or a policy model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "refusal | {\"refusal\": \"RIGHT\"} | refusal-1 | RIGHTLY_REFUSED",
                "refusal | Yes, it did. | refusal-1 | REFUSAL_UNKNOWN",
                "refusal | DECLINES | refusal-1 | REFUSAL_UNKNOWN",
                "refusal | REJECTS | refusal-1 | REJECTED",
                "preferences | {\"preferences\": []} | preferences-1 | NO_PREFERENCES",
                "preferences | Be brief. | preferences-1 | UNREADABLE",
                "preferences | DECLINES | preferences-1 | REFUSED",
                "preferences | REJECTS | preferences-1 | REJECTED",
                "harmful | {\"harmful\": \"yes\"} | moderation-1 | FLAGGED",
                "harmful | {\"harmful\": \"perhaps\"} | moderation-1 | MODERATION_UNKNOWN",
                "harmful | DECLINES | moderation-1 | MODERATION_UNKNOWN",
                "harmful | REJECTS | moderation-1 | MODERATION_UNKNOWN",
            })
    void shouldDropAllWhereAStepBeforeThePairsEnds(
            String kind, String answer, String recipe, GenerationDropReason reason) throws InterruptedException {
        judge.answers(kind, answer);

        GenerationResult result = generate(COMPLAINT);

        assertThat(result.getDrops()).containsExactly(new GenerationDrop(null, recipe, reason));
        assertThat(result.getPairs()).isEmpty();
        assertThat(expert.questions(CHAT)).isEmpty();
        assertThat(result.getTokens().isEmpty()).isEqualTo(answer.equals("REJECTS") && kind.equals("refusal"));
    }

    @ParameterizedTest
    @CsvSource({"DECLINES, REFUSED", "' ', REFUSED", "REJECTS, REJECTED"})
    void shouldMakeOnePairWhereTheOtherIsDropped(String answer, GenerationDropReason reason)
            throws InterruptedException {
        expert.answers(CHAT, answer);

        GenerationResult result = generate(COMPLAINT);

        assertThat(result.getPairs()).extracting(GeneratedPair::getMethod).containsExactly(PairMethod.ON_POLICY);
        assertThat(result.getDrops()).containsExactly(new GenerationDrop(PairMethod.EXPERT, "expert-1", reason));
    }

    @Test
    void shouldDropThePairOfWhichOneAnswerIsHarmful() throws InterruptedException {
        List<List<String>> seen = new ArrayList<>();
        moderator = Optional.of(texts -> {
            seen.add(texts);
            return Optional.of(texts.contains("It depends on many things."));
        });

        GenerationResult result = generate(COMPLAINT);

        assertThat(result.getPairs()).extracting(GeneratedPair::getMethod).containsExactly(PairMethod.EXPERT);
        assertThat(result.getDrops())
                .containsExactly(new GenerationDrop(PairMethod.ON_POLICY, "moderation", GenerationDropReason.FLAGGED));
        assertThat(seen)
                .containsExactly(
                        List.of(SYSTEM.getContent(), USER.getContent(), "Give minutes.", "Be brief."),
                        List.of("Twenty minutes.", LOGGED.getContent()),
                        List.of("Twenty.", "It depends on many things."));
        assertThat(judge.questions("harmful")).isEmpty();
    }

    @Test
    void shouldHaveAJudgeModerateWhereTheServiceDoesNot() throws InterruptedException {
        moderator = Optional.of(texts -> Optional.empty());

        assertThat(generate(COMPLAINT).getPairs()).hasSize(2);
        assertThat(judge.questions("harmful")).hasSize(3);
    }

    @Test
    void shouldKeepAPairThatTheJudgeCannotRead() throws InterruptedException {
        judge.answers("better", "REJECTS");

        assertThat(generate(COMPLAINT).getPairs())
                .extracting(pair -> pair.getJudgement().orElseThrow().getVerdict())
                .containsExactly(JudgeVerdict.UNKNOWN, JudgeVerdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"refusal", "preferences", "harmful", "better"})
    void shouldPassOnThatAModelFailed(String kind) {
        judge.answers(kind, "FAILS");

        assertThatThrownBy(() -> generate(COMPLAINT)).isInstanceOf(UnansweredException.class);
    }

    @Test
    void shouldAskNobodyWhetherALongAnswerRefuses() throws InterruptedException {
        generate(complaint(new Answer("Potatoes. ".repeat(80), null, "t2"), "Too long!"));

        assertThat(judge.questions("refusal")).isEmpty();
    }
}
