package dev.gleaner.training.checklist;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.gleaner.recipes.ask.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceEmbedderTest {

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final List<Long> progress = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String url() {
        return server.baseUrl() + "/v1";
    }

    private List<double[]> embed(List<String> texts) {
        Endpoint endpoint = new Endpoint(URI.create(url()), Optional.of("sk-of-the-test"), Duration.ofSeconds(5));
        try (ServiceEmbedder embedder = new ServiceEmbedder(endpoint, "embed-1", progress::add)) {
            return embedder.embed(texts);
        }
    }

    /** Vectors of that many texts, the last text's first; the vector of text n is n and 1. */
    private static String vectors(int texts) {
        return IntStream.iterate(texts - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> "{\"object\": \"embedding\", \"index\": " + i + ", \"embedding\": [" + i + ", 1]}")
                .collect(Collectors.joining(
                        ", ",
                        "{\"object\": \"list\", \"model\": \"embed-1\", \"data\": [",
                        "], \"usage\": {\"prompt_tokens\": 4, \"total_tokens\": 4}}"));
    }

    private void answer(int status, String body) {
        server.stubFor(post("/v1/embeddings")
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    @Test
    void shouldGiveEachTextItsVectorWhateverTheOrderOfTheAnswer() {
        answer(200, vectors(3));

        assertThat(embed(List.of("a", "b", "c")))
                .containsExactly(new double[] {0, 1}, new double[] {1, 1}, new double[] {2, 1});
        server.verify(postRequestedFor(urlEqualTo("/v1/embeddings"))
                .withHeader("Authorization", equalTo("Bearer sk-of-the-test"))
                .withRequestBody(matchingJsonPath("$.model", equalTo("embed-1")))
                .withRequestBody(matchingJsonPath("$.input[2]", equalTo("c"))));
    }

    @Test
    void shouldAskInBatchesAndTellHowItGetsOn() {
        server.stubFor(post("/v1/embeddings")
                .withRequestBody(matchingJsonPath("$[?(@.input.size() == 32)]"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(vectors(32))));
        server.stubFor(post("/v1/embeddings")
                .withRequestBody(matchingJsonPath("$[?(@.input.size() == 1)]"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(vectors(1))));

        assertThat(embed(Collections.nCopies(65, "text"))).hasSize(65);
        assertThat(progress).containsExactly(32L, 64L, 65L);
    }

    @Test
    void shouldAskAgainWhereTheServiceIsBusy() {
        answer(200, vectors(1));
        server.stubFor(post("/v1/embeddings")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After-Ms", "1"))
                .willSetStateTo("free"));

        assertThat(embed(List.of("a"))).hasSize(1);
    }

    @Test
    void shouldSayWhatKeepsTheServiceFromEmbeddingAndQuoteNothingOfIt() {
        answer(401, "{\"error\": {\"message\": \"secret words\"}}");
        assertThatThrownBy(() -> embed(List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The service at " + url()
                        + " answers 401 to embeddings; check OPENAI_API_KEY, --llm-url and --embedding-model")
                .hasNoCause();
        answer(400, "{\"error\": {\"message\": \"secret words\"}}");
        assertThatThrownBy(() -> embed(List.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The service at " + url()
                        + " answers 400 to embeddings; run the command again, or leave out --embedding-model")
                .hasNoCause();
        answer(200, vectors(1));
        assertThatThrownBy(() -> embed(List.of("a", "b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The service at " + url() + " does not give each text a vector of one length;"
                        + " choose another --embedding-model, or leave it out");
    }
}
