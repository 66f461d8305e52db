package dev.gleaner.recipes.ask;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that speaks OpenAI's protocol, and answers what it is told to. */
final class FakeService implements AutoCloseable {

    static final String KEY = "sk-of-the-test";
    static final Tokens TOKENS = new Tokens(10, 2);
    static final String CHAT = "/v1/chat/completions";
    static final String MODERATION = "/v1/moderations";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().containerThreads(160));

    FakeService() {
        server.start();
    }

    /** Where it is, with two seconds' patience. */
    Endpoint endpoint() {
        return new Endpoint(
                URI.create("http://localhost:" + server.port() + "/v1"), Optional.of(KEY), Duration.ofSeconds(2));
    }

    /** Answers these in turn, and the last one from then on. */
    void answer(String path, ResponseDefinitionBuilder... responses) {
        int last = responses.length - 1;
        for (int i = 0; i <= last; i++) {
            answer(path, i, Math.min(i + 1, last), responses[i]);
        }
    }

    /** Answers each n-th chat that gets so far so, whatever else it was told. */
    void answerEach(int n, ResponseDefinitionBuilder response) {
        AtomicInteger requests = new AtomicInteger();
        server.stubFor(requestMatching(request -> MatchResult.of(requests.incrementAndGet() % n == 0))
                .atPriority(1)
                .willReturn(response));
    }

    private void answer(String path, int turn, int next, ResponseDefinitionBuilder response) {
        server.stubFor(post(path)
                .inScenario(path)
                .whenScenarioStateIs(state(turn))
                .willReturn(response)
                .willSetStateTo(state(next)));
    }

    private static String state(int turn) {
        return turn == 0 ? Scenario.STARTED : "after " + (turn - 1);
    }

    /** Answers every chat so, at once and from now on. */
    void always(ResponseDefinitionBuilder response) {
        server.stubFor(post(CHAT).willReturn(response));
    }

    /** Answers chats that hold these words so, whatever else it was told. */
    void answerWhere(String words, ResponseDefinitionBuilder response) {
        server.stubFor(post(CHAT)
                .atPriority(1)
                .withRequestBody(WireMock.containing(words))
                .willReturn(response));
    }

    /** A completion whose message has this content. */
    static ResponseDefinitionBuilder content(String content) {
        return completion(
                "{\"role\": \"assistant\", \"refusal\": null, \"content\": %s}".formatted(quoted(content)), "stop");
    }

    /** A completion that ended for want of room. */
    static ResponseDefinitionBuilder cutShort(String content) {
        return completion(
                "{\"role\": \"assistant\", \"refusal\": null, \"content\": %s}".formatted(quoted(content)), "length");
    }

    static ResponseDefinitionBuilder refusal() {
        return completion(
                "{\"role\": \"assistant\", \"refusal\": \"I cannot help with that.\", \"content\": null}", "stop");
    }

    private static ResponseDefinitionBuilder completion(String message, String finish) {
        return json(
                """
                {"id": "c1", "object": "chat.completion", "created": 1, "model": "judge-7",
                 "choices": [{"index": 0, "finish_reason": "%s", "logprobs": null, "message": %s}],
                 "usage": {"prompt_tokens": %d, "completion_tokens": %d, "total_tokens": %d}}
                """
                        .formatted(finish, message, TOKENS.read(), TOKENS.written(), TOKENS.total()));
    }

    static ResponseDefinitionBuilder flags(boolean... flags) {
        StringBuilder results = new StringBuilder();
        for (boolean flag : flags) {
            results.append(results.isEmpty() ? "" : ", ").append("{\"flagged\": " + flag + "}");
        }
        return json("{\"id\": \"m1\", \"model\": \"moderation-1\", \"results\": [" + results + "]}");
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    static ResponseDefinitionBuilder status(int status) {
        return json("{\"error\": {\"message\": \"secret words of the user, sk-of-the-test\", \"type\": \"t\"}}")
                .withStatus(status);
    }

    private static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    /** The requests so far, in order. */
    List<LoggedRequest> requests() {
        return server.getAllServeEvents().stream()
                .sorted((a, b) ->
                        a.getRequest().getLoggedDate().compareTo(b.getRequest().getLoggedDate()))
                .map(event -> LoggedRequest.createFrom(event.getRequest()))
                .toList();
    }

    /** The bodies of the requests so far, in order. */
    List<JsonNode> bodies() {
        return requests().stream().map(FakeService::body).toList();
    }

    private static JsonNode body(LoggedRequest request) {
        try {
            return MAPPER.readTree(request.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
