package dev.gleaner.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;

/**
 * An OpenAI-compatible service with three models: {@code tuned} answers in a word, {@code base} in a sentence, and {@code large} judges: it
 * finds the sentence better, but by the checklist "Be brief" the word.
 */
final class ComparedService implements AutoCloseable {

    static final String WISH = "Be brief";

    private static final String WORD = "Oak";
    private static final String SENTENCE = "A tree is a plant";
    private static final String PATH = "/v1/chat/completions";

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    ComparedService() {
        server.start();
        answer("tuned", ".*", WORD);
        answer("base", ".*", SENTENCE);
        judge("(?s).*" + WORD + ".*" + SENTENCE + ".*", "B");
        judge("(?s).*" + SENTENCE + ".*" + WORD + ".*", "A");
        judge("(?s)(?=.*" + WISH + ").*" + WORD + ".*" + SENTENCE + ".*", "A");
        judge("(?s)(?=.*" + WISH + ").*" + SENTENCE + ".*" + WORD + ".*", "B");
    }

    private void judge(String body, String verdict) {
        answer("large", body, "{\"better\": \"" + verdict + "\"}");
    }

    /** Of several that fit, the last counts. */
    private void answer(String model, String body, String content) {
        server.stubFor(post(PATH)
                .withRequestBody(matchingJsonPath("$.model", equalTo(model)))
                .withRequestBody(matching("(?s)" + body))
                .willReturn(completion(content)));
    }

    /** Has a model answer with an error from now on. */
    void fail(String model, int status) {
        server.stubFor(post(PATH)
                .withRequestBody(matchingJsonPath("$.model", equalTo(model)))
                .willReturn(aResponse().withStatus(status)));
    }

    private static ResponseDefinitionBuilder completion(String content) {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(
                        """
                        {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [
                         {"index": 0, "finish_reason": "stop", "logprobs": null, "message": {"role": "assistant", "refusal": null, "content": %s}}],
                         "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12}}
                        """
                                .formatted(JsonNodeFactory.instance.textNode(content)));
    }

    String url() {
        return server.baseUrl() + "/v1";
    }

    /** How often a model was asked. */
    int asked(String model) {
        RequestPatternBuilder requests =
                postRequestedFor(urlEqualTo(PATH)).withRequestBody(matchingJsonPath("$.model", equalTo(model)));
        return server.findAll(requests).size();
    }

    /** How often anything was asked. */
    int asked() {
        return server.getAllServeEvents().size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
