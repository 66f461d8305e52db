package dev.gleaner.training.teacher;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An HTTP server that speaks OpenAI's protocol, and answers what it is told to. */
final class FakeService implements AutoCloseable {

    static final String GRATITUDE = "{\"bound\": true, \"categories\": [\"GRATITUDE\"], \"confidence\": 0.9}";
    static final String KEY = "sk-of-the-test";
    static final int TOKENS = 12;

    private static final String PATH = "/v1/chat/completions";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    FakeService() {
        server.start();
    }

    /** A teacher there that waits half a second and sends a request twice at most. */
    Teacher teacher() {
        URI url = URI.create("http://localhost:" + server.port() + "/v1");
        return new Teacher(new Endpoint(url, "judge-7", Duration.ofMillis(500), 1), Optional.of(KEY), new Random(1));
    }

    /** Answers these in turn, and the last one from then on. */
    void answer(ResponseDefinitionBuilder... responses) {
        String state = Scenario.STARTED;
        for (int i = 0; i < responses.length; i++) {
            String next = i + 1 < responses.length ? "after " + i : state(i);
            server.stubFor(post(PATH)
                    .inScenario("answers")
                    .whenScenarioStateIs(state)
                    .willReturn(responses[i])
                    .willSetStateTo(next));
            state = next;
        }
    }

    private static String state(int last) {
        return last == 0 ? Scenario.STARTED : "after " + (last - 1);
    }

    /** A completion whose message has this content. */
    static ResponseDefinitionBuilder content(String content) {
        return completion("{\"role\": \"assistant\", \"refusal\": null, \"content\": %s}".formatted(quoted(content)));
    }

    static ResponseDefinitionBuilder refusal() {
        return completion("{\"role\": \"assistant\", \"refusal\": \"I cannot help with that.\", \"content\": null}");
    }

    private static ResponseDefinitionBuilder completion(String message) {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(
                        """
                        {"id": "c1", "object": "chat.completion", "created": 1, "model": "judge-7",
                         "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null, "message": %s}],
                         "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": %d}}
                        """
                                .formatted(message, TOKENS));
    }

    static ResponseDefinitionBuilder status(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(
                        """
                        {"error": {"message": "secret words of the user", "type": "t", "code": null, "param": null}}
                        """);
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

    /** The body of a request. */
    static JsonNode body(LoggedRequest request) {
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
