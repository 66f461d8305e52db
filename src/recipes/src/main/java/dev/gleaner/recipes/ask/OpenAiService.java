package dev.gleaner.recipes.ask;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A service that speaks OpenAI's protocol, asked with good manners. Safe for use by many threads; limits are by model, for all who ask it
 * here.
 *
 * <p>Nothing of a question, an answer or the key is in what is thrown, told or logged.
 */
public final class OpenAiService implements AutoCloseable {

    /** What a service that asks for no key is given as one. */
    private static final String NO_KEY = "none";

    private static final Question HARMLESS =
            new Question("", List.of(new Message(Role.USER, "Answer with the word yes.")), Optional.empty(), 0);

    private static final List<String> HARMLESS_TEXTS = List.of("Good morning.");

    private static final Reply UNPRICED = new Reply(Optional.of(""), Tokens.NONE);

    private final Endpoint endpoint;
    private final Manners manners;
    private final AskListener listener;
    private final BackOff backOff;
    private final OpenAIClient client;
    private final Map<String, LanguageModel> models = new ConcurrentHashMap<>();

    private OpenAiService(Endpoint endpoint, Manners manners, AskListener listener, OpenAIClient client) {
        this.endpoint = endpoint;
        this.manners = manners;
        this.listener = listener;
        this.client = client;
        this.backOff = new BackOff(new Random(), manners.longestPause());
    }

    /**
     * Sets up a service; nothing is sent yet.
     *
     * @param endpoint where it is
     * @param manners how each of its models is asked
     * @param listener is told of each request
     */
    public static OpenAiService connect(Endpoint endpoint, Manners manners, AskListener listener) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(endpoint.url().toString())
                .apiKey(endpoint.key().orElse(NO_KEY))
                .timeout(endpoint.patience())
                .maxRetries(0)
                .followRedirects(false)
                // Else only five connections are kept, and each other request makes its own. Requests themselves are
                // not limited:
                // OkHttp's dispatcher limits only those that it runs on threads of its own
                .maxIdleConnections(manners.concurrency())
                .keepAliveDuration(endpoint.patience())
                // Whatever the environment says: its log holds what is sent
                .logLevel(LogLevel.OFF)
                .build();
        return new OpenAiService(endpoint, manners, listener, client);
    }

    /**
     * One of its models; the same for the same name. It throws {@link ServiceRefusedException} when asked, if the service does not let us in
     * or does not know it.
     */
    public LanguageModel model(String name) {
        return models.computeIfAbsent(name, this::connected);
    }

    private LanguageModel connected(String name) {
        Call<Request, Reply> request =
                limited(new ChatCall(client, name, new ServiceErrors(endpoint, name)), name, Function.identity());
        Call<Question, Reply> question = new Retrying<>(new Conceding(request), name, HARMLESS, manners, backOff);
        return new Named(name, question);
    }

    /** Its moderation. Where it turns out to have none, it is not asked again. */
    public Moderator moderator() {
        Call<List<String>, Optional<Boolean>> request = limited(
                new ModerationCall(client, new ServiceErrors(endpoint, Moderator.NAME)),
                Moderator.NAME,
                flagged -> UNPRICED);
        return new KnownToExist(new Retrying<>(request, Moderator.NAME, HARMLESS_TEXTS, manners, backOff));
    }

    /** One request in its place: with others under way, only while the service is there, in its turn, and told of. */
    private <Q, R> Call<Q, R> limited(Call<Q, R> call, String model, Function<R, Reply> asReply) {
        Call<Q, R> observed = new Observed<>(call, model, listener, asReply);
        Call<Q, R> paced = manners.perSecond() > 0 ? new Paced<>(observed, manners.perSecond()) : observed;
        Call<Q, R> heldBack = new HeldBack<>(paced, model, listener, manners.longestPause());
        return new Bounded<>(heldBack, manners.concurrency());
    }

    @Override
    public void close() {
        client.close();
    }

    /** A model is what it is called and how it is asked. */
    private record Named(String name, Call<Question, Reply> call) implements LanguageModel {

        @Override
        public Reply ask(Question question) throws InterruptedException {
            return call.ask(question);
        }
    }

    /** Remembers that a service has no moderation. */
    private static final class KnownToExist implements Moderator {

        private final Call<List<String>, Optional<Boolean>> call;
        private volatile boolean exists = true;

        KnownToExist(Call<List<String>, Optional<Boolean>> call) {
            this.call = call;
        }

        @Override
        public Optional<Boolean> flags(List<String> texts) throws InterruptedException {
            if (!exists || texts.isEmpty()) {
                return exists ? Optional.of(false) : Optional.empty();
            }
            Optional<Boolean> flagged = call.ask(texts);
            exists = flagged.isPresent();
            return flagged;
        }
    }
}
