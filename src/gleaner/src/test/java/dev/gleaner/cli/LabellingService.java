package dev.gleaner.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;

/** An OpenAI-compatible service that finds praise in everything, or answers with an error. */
final class LabellingService implements AutoCloseable {

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    LabellingService(int status) {
        server.start();
        server.stubFor(
                post("/v1/chat/completions")
                        .willReturn(
                                aResponse()
                                        .withStatus(status)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody(
                                                """
                                {"id": "c1", "object": "chat.completion", "created": 1, "model": "judge-7", "choices": [
                                 {"index": 0, "finish_reason": "stop", "logprobs": null, "message": {"role": "assistant", "refusal": null,
                                  "content": "{\\"bound\\": true, \\"categories\\": [\\"PRAISE\\"], \\"confidence\\": 0.75}"}}],
                                 "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12}}
                                """)));
    }

    String url() {
        return server.baseUrl() + "/v1";
    }

    @Override
    public void close() {
        server.stop();
    }
}
