package dev.gleaner.training.checklist;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.gleaner.recipes.ask.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** An embedding model behind an OpenAI-compatible service. Nothing of the texts is in what it throws. */
public final class ServiceEmbedder implements Embedder, AutoCloseable {

    /** Texts of a request; services take at least as many. */
    private static final int BATCH = 32;

    /** How often a request is sent again where the service is busy or fails; the client waits longer each time, or as Retry-After says. */
    private static final int RETRIES = 5;

    /** What a service that asks for no key is given as one. */
    private static final String NO_KEY = "none";

    private final Endpoint endpoint;
    private final String model;
    private final OpenAIClient client;
    private final LongConsumer progress;

    /**
     * Sets up an embedder; nothing is sent yet.
     *
     * @param endpoint where the service is
     * @param model as the service names it
     * @param progress is told how many texts are embedded
     */
    public ServiceEmbedder(Endpoint endpoint, String model, LongConsumer progress) {
        this.endpoint = endpoint;
        this.model = model;
        this.progress = progress;
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(endpoint.url().toString())
                .apiKey(endpoint.key().orElse(NO_KEY))
                .timeout(endpoint.patience())
                .maxRetries(RETRIES)
                // The key must not follow them
                .followRedirects(false)
                // Whatever the environment says: its log holds what is sent
                .logLevel(LogLevel.OFF)
                .build();
    }

    @Override
    public String name() {
        return model;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the service does not let us in, or does not know the model
     * @throws IllegalStateException if it fails, however often it is asked, or answers with something else
     */
    @Override
    public List<double[]> embed(List<String> texts) {
        List<double[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += BATCH) {
            vectors.addAll(request(texts.subList(from, Math.min(from + BATCH, texts.size()))));
            if (vectors.get(from).length != vectors.get(0).length) {
                throw unusable();
            }
            progress.accept(vectors.size());
        }
        return vectors;
    }

    private List<double[]> request(List<String> texts) {
        EmbeddingCreateParams request = EmbeddingCreateParams.builder()
                .model(model)
                .inputOfArrayOfStrings(texts)
                .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                .build();
        try {
            return inOrder(client.embeddings().create(request), texts.size());
        } catch (UnauthorizedException | PermissionDeniedException | NotFoundException e) {
            throw new IllegalArgumentException("The service at " + endpoint.url() + " answers " + e.statusCode()
                    + " to embeddings; check OPENAI_API_KEY, --llm-url and --embedding-model");
        } catch (OpenAIServiceException e) {
            // Not passed on: its message may hold what the service said, which may hold what we sent
            throw new IllegalStateException("The service at " + endpoint.url() + " answers " + e.statusCode()
                    + " to embeddings; run the command again, or leave out --embedding-model");
        } catch (OpenAIException e) {
            throw new IllegalStateException("The service at " + endpoint.url()
                    + " gives no embeddings; run the command again, or leave out --embedding-model");
        }
    }

    private List<double[]> inOrder(CreateEmbeddingResponse response, int texts) {
        double[][] vectors = new double[texts][];
        for (Embedding embedding : response.data()) {
            if (embedding.index() >= 0 && embedding.index() < texts) {
                vectors[(int) embedding.index()] = embedding.embedding().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray();
            }
        }
        for (double[] vector : vectors) {
            if (vector == null || vector.length == 0 || vector.length != vectors[0].length) {
                throw unusable();
            }
        }
        return List.of(vectors);
    }

    private IllegalStateException unusable() {
        return new IllegalStateException(
                "The service at " + endpoint.url() + " does not give each text a vector of one length;"
                        + " choose another --embedding-model, or leave it out");
    }

    @Override
    public void close() {
        client.close();
    }
}
