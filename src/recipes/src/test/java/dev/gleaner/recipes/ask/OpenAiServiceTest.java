package dev.gleaner.recipes.ask;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.gleaner.recipes.ask.FakeService.CHAT;
import static dev.gleaner.recipes.ask.FakeService.MODERATION;
import static dev.gleaner.recipes.ask.FakeService.TOKENS;
import static dev.gleaner.recipes.ask.FakeService.content;
import static dev.gleaner.recipes.ask.FakeService.cutShort;
import static dev.gleaner.recipes.ask.FakeService.flags;
import static dev.gleaner.recipes.ask.FakeService.json;
import static dev.gleaner.recipes.ask.FakeService.refusal;
import static dev.gleaner.recipes.ask.FakeService.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gleaner.recipes.ask.AskListener.Outcome;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiServiceTest {

    private static final AnswerForm FORM = new AnswerForm("form", Map.of("type", "object"));
    private static final Question POTATOES = question("Boil potatoes?");

    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final FakeService fake = new FakeService();
    private final Manners manners = Manners.STANDARD
            .withAttempts(2)
            .withLongestPause(Duration.ofMillis(20))
            .withConcurrency(100);
    private OpenAiService service = connect(manners);
    private LanguageModel model = service.model("judge-7");

    private OpenAiService connect(Manners manners) {
        return OpenAiService.connect(
                fake.endpoint(), manners, (model, outcome, tokens, latency) -> outcomes.add(outcome));
    }

    private void reconnect(Manners other) {
        service.close();
        service = connect(other);
        model = service.model("judge-7");
    }

    private static Question question(String text) {
        return new Question("", List.of(new Message(Role.USER, text)), Optional.empty(), 0.5);
    }

    @AfterEach
    void stop() {
        service.close();
        fake.close();
    }

    @Test
    void shouldAnswerAndSayWhatItCost() throws InterruptedException {
        fake.answer(CHAT, content("Twenty minutes."));

        assertThat(model.ask(POTATOES)).isEqualTo(new Reply(Optional.of("Twenty minutes."), TOKENS));
        assertThat(outcomes).containsExactly(Outcome.ANSWERED);
    }

    @Test
    void shouldSendConversationFormAndKeyAndNoToolsAndNoStream() throws InterruptedException {
        fake.answer(CHAT, content("{}"));

        model.ask(new Question(
                "Be brief.",
                List.of(
                        new Message(Role.SYSTEM, "You cook."),
                        new Message(Role.USER, "Boil?"),
                        new Message(Role.ASSISTANT, "Let me look."),
                        new Message(Role.TOOL, "20 min")),
                Optional.of(FORM),
                0.25));

        JsonNode body = fake.bodies().get(0);
        assertThat(body.at("/model").asText()).isEqualTo("judge-7");
        assertThat(body.at("/temperature").asDouble()).isEqualTo(0.25);
        assertThat(body.at("/messages"))
                .extracting(message -> message.at("/role").asText() + ": "
                        + message.at("/content").asText())
                .containsExactly(
                        "system: Be brief.",
                        "system: You cook.",
                        "user: Boil?",
                        "assistant: Let me look.",
                        "user: 20 min");
        assertThat(body.at("/response_format/json_schema/name").asText()).isEqualTo("form");
        assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(body.has("tools")).isFalse();
        assertThat(body.has("stream")).isFalse();
        assertThat(fake.requests().get(0).getHeader("Authorization")).isEqualTo("Bearer " + FakeService.KEY);
    }

    @Test
    void shouldTakeARefusalForAnAnswer() throws InterruptedException {
        fake.answer(CHAT, refusal());

        assertThat(model.ask(POTATOES)).isEqualTo(new Reply(Optional.empty(), TOKENS));
        assertThat(outcomes).containsExactly(Outcome.DECLINED);
    }

    @Test
    void shouldTakeHalfAnAnswerForNone() throws InterruptedException {
        fake.answer(CHAT, cutShort("Boil them for"));

        assertThat(model.ask(POTATOES)).isEqualTo(new Reply(Optional.empty(), TOKENS));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(status(429), Outcome.BUSY),
                Arguments.of(status(500), Outcome.FAILED),
                Arguments.of(status(503), Outcome.FAILED),
                Arguments.of(status(408), Outcome.FAILED),
                Arguments.of(json("<html>"), Outcome.FAILED),
                Arguments.of(json("{\"choices\": []}"), Outcome.FAILED),
                Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), Outcome.UNREACHABLE),
                Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), Outcome.UNREACHABLE),
                Arguments.of(content("late").withFixedDelay(4000), Outcome.TIMED_OUT),
                Arguments.of(content("drop by drop").withChunkedDribbleDelay(100, 60_000), Outcome.TIMED_OUT));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldAskAgainWhereThatMayHelp(ResponseDefinitionBuilder fault, Outcome outcome) throws InterruptedException {
        reconnect(manners.notAwaiting());
        fake.answer(CHAT, fault, content("Twenty minutes."));

        assertThat(model.ask(POTATOES).content()).contains("Twenty minutes.");
        assertThat(outcomes).containsExactly(outcome, Outcome.ANSWERED);
    }

    @Test
    void shouldWaitAsLongAsABusyServiceAsks() throws InterruptedException {
        fake.answer(CHAT, status(429).withHeader("Retry-After", "1"), content("Twenty minutes."));
        long start = System.nanoTime();

        model.ask(POTATOES);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void shouldNotCountThatTheServiceIsBusy() throws InterruptedException {
        ResponseDefinitionBuilder busy = status(429);
        fake.answer(CHAT, busy, busy, busy, busy, busy, content("Twenty minutes."));

        assertThat(model.ask(POTATOES).content()).isPresent();
    }

    @Test
    void shouldGiveAQuestionUpThatIsToldTooLongThatTheServiceIsBusy() {
        reconnect(manners.withLongestBusy(Duration.ZERO));
        fake.answer(CHAT, content("yes"));
        fake.answerWhere("potatoes", status(429));

        assertThatThrownBy(() -> model.ask(POTATOES)).satisfies(OpenAiServiceTest::isFailed);
    }

    @Test
    void shouldGiveUpAQuestionAtWhichAServiceFailsThatAnswersOthers() {
        fake.answer(CHAT, content("yes"));
        fake.answerWhere("potatoes", status(500));

        assertThatThrownBy(() -> model.ask(POTATOES))
                .satisfies(OpenAiServiceTest::isFailed)
                .hasMessage("judge-7 failed at a question 2 times; the last time, its service answers 500")
                .hasNoCause();
        // In between, it is asked what it can answer
        assertThat(outcomes).containsExactly(Outcome.FAILED, Outcome.ANSWERED, Outcome.FAILED, Outcome.ANSWERED);
    }

    private static void isFailed(Throwable error) {
        assertThat(error).isInstanceOfSatisfying(UnansweredException.class, e -> assertThat(e.reason())
                .isEqualTo(Cause.FAILED));
    }

    @Test
    void shouldWaitForAServiceThatIsAwayAndUseUpNoAttempt() throws Exception {
        fake.always(status(503));
        ExecutorService threads = Executors.newFixedThreadPool(30);
        try {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                replies.add(threads.submit(() -> model.ask(POTATOES)));
            }
            awaitOutcome(Outcome.HELD_BACK);
            int asked = fake.requests().size();
            fake.always(content("Twenty minutes."));
            for (Future<Reply> reply : replies) {
                assertThat(reply.get(30, TimeUnit.SECONDS).content()).contains("Twenty minutes.");
            }
            assertThat(asked).as("not hammered while it was away").isLessThan(30 * 10);
        } finally {
            threads.shutdownNow();
        }
    }

    private void awaitOutcome(Outcome outcome) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!outcomes.contains(outcome)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldGiveUpWhereNobodyWantsToWait() {
        reconnect(manners.notAwaiting());
        fake.answer(CHAT, status(503));

        assertThatThrownBy(() -> model.ask(POTATOES)).satisfies(OpenAiServiceTest::isFailed);
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void shouldAnswerAllAtThirtyPerCentFaultsWithAHundredUnderWay() throws Exception {
        reconnect(manners.withAttempts(8));
        fake.always(content("yes").withFixedDelay(20));
        fake.answerEach(10, status(500));
        fake.answerEach(9, status(429));
        fake.answerEach(8, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            List<Callable<Reply>> questions = Collections.nCopies(500, () -> model.ask(POTATOES));
            for (Future<Reply> reply : threads.invokeAll(questions)) {
                assertThat(reply.get().content()).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(outcomes).contains(Outcome.FAILED, Outcome.BUSY, Outcome.UNREACHABLE);
    }

    @Test
    void shouldHaveAHundredRequestsUnderWayAtOnce() throws Exception {
        fake.always(content("yes").withFixedDelay(1000));
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            long start = System.nanoTime();
            for (Future<Reply> reply :
                    threads.invokeAll(Collections.nCopies(100, (Callable<Reply>) () -> model.ask(POTATOES)))) {
                reply.get();
            }
            // Twenty batches of five, as OkHttp's dispatcher would allow, take twenty times as long
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void shouldNotAskAgainWhatTheServiceDoesNotTake(int status) {
        fake.answer(CHAT, status(status));

        assertThatThrownBy(() -> model.ask(POTATOES))
                .isInstanceOfSatisfying(
                        UnansweredException.class, e -> assertThat(e.reason()).isEqualTo(Cause.REJECTED))
                .hasMessage("The service of judge-7 answers " + status + " to a question")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 402, 403, 404, 405})
    void shouldStopWhereItIsNotLetInAndQuoteNothing(int status) {
        fake.answer(CHAT, status(status).withHeader("Location", "http://localhost:1/v1"));

        assertThatThrownBy(() -> model.ask(POTATOES))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessage("The service at " + fake.endpoint().url() + " answers " + status
                        + " when it is asked for judge-7; check its URL, the key and the name of the model")
                .hasNoCause();
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void shouldDoWithoutTheSchemaWhereTheServiceDoesNotKnowIt() throws InterruptedException {
        fake.answer(CHAT, status(400), content("{}"));
        Question formed = new Question("", POTATOES.messages(), Optional.of(FORM), 0);

        model.ask(formed);
        model.ask(formed);

        assertThat(fake.bodies())
                .extracting(body -> body.has("response_format"))
                .containsExactly(true, false, false);
        assertThat(fake.bodies()).allMatch(body -> body.has("temperature"));
    }

    @Test
    void shouldDoWithoutTheTemperatureWhereTheModelHasItsOwn() throws InterruptedException {
        fake.always(content("{}"));
        fake.answerWhere("temperature", status(400));
        Question formed = new Question("", POTATOES.messages(), Optional.of(FORM), 0);

        model.ask(formed);
        int asked = fake.requests().size();
        model.ask(formed);

        assertThat(fake.requests()).hasSize(asked + 1);
        assertThat(fake.bodies().get(asked).has("temperature")).isFalse();
        assertThat(fake.bodies().get(asked).has("response_format")).isTrue();
    }

    @Test
    void shouldBeginNoMoreInASecondThanTheServiceWants() throws InterruptedException {
        reconnect(manners.withPerSecond(10));
        fake.always(content("yes"));
        long start = System.nanoTime();

        for (int i = 0; i < 6; i++) {
            model.ask(POTATOES);
        }

        // The first may begin at once, and the second in what is left of the first tenth
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws Exception {
        fake.answer(CHAT, status(503).withHeader("Retry-After", "60"));
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                model.ask(POTATOES);
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        asking.start();
        awaitOutcome(Outcome.FAILED);
        asking.interrupt();

        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldGiveTheSameModelForTheSameNameAsLimitsAreByModel() {
        assertThat(service.model("judge-7")).isSameAs(model);
        assertThat(service.model("large-2")).isNotSameAs(model);
    }

    @Test
    void shouldFlagWhereOneTextIsHarmful() throws InterruptedException {
        fake.answer(MODERATION, flags(false, true), flags(false, false));

        assertThat(service.moderator().flags(List.of("a", "b"))).contains(true);
        assertThat(service.moderator().flags(List.of("a", "b"))).contains(false);
        assertThat(fake.bodies().get(0).at("/input"))
                .extracting(JsonNode::asText)
                .containsExactly("a", "b");
    }

    @Test
    void shouldAskForModerationAgainWhereTextsAreMissingFromTheAnswer() throws InterruptedException {
        fake.answer(MODERATION, flags(false), status(500), flags(false, true));

        assertThat(service.moderator().flags(List.of("a", "b"))).contains(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void shouldNoticeOnceThatAServiceHasNoModeration(int status) throws InterruptedException {
        fake.answer(MODERATION, status(status));
        Moderator moderator = service.moderator();

        assertThat(moderator.flags(List.of("a"))).isEmpty();
        assertThat(moderator.flags(List.of("b"))).isEmpty();
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void shouldTellLatencyAndTokens() throws InterruptedException {
        List<Object> told = new ArrayList<>();
        try (OpenAiService other = OpenAiService.connect(fake.endpoint(), manners, (name, outcome, tokens, latency) -> {
            told.addAll(List.of(name, outcome, tokens));
            assertThat(latency.toMillis()).isCloseTo(350L, within(300L));
        })) {
            fake.always(content("yes").withFixedDelay(300));

            other.model("judge-7").ask(POTATOES);
        }

        assertThat(told).containsExactly("judge-7", Outcome.ANSWERED, TOKENS);
    }
}
