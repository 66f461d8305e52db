package dev.gleaner.training.teacher;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.LogLevel;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.completions.CompletionUsage;
import dev.gleaner.topology.classify.ExchangeText;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A large language model that labels exchanges by the rubric, one at a time. Nothing of the texts is in what it throws. */
public final class Teacher implements AutoCloseable {

    /** What a service that asks for no key is given as one. */
    private static final String NO_KEY = "none";

    private static final ResponseFormatJsonSchema FORM = form();

    private final Endpoint endpoint;
    private final OpenAIClient client;
    private final RubricPrompt prompt;
    private final BackOff backOff;

    /** Until the service turns out not to know schemas. */
    private boolean enforcing = true;

    /**
     * Sets up a teacher; nothing is sent yet.
     *
     * @param endpoint where it is
     * @param key what the service knows us by, if it asks for that
     * @param random draws what nobody may foresee: a {@link java.security.SecureRandom}, outside tests
     */
    public Teacher(Endpoint endpoint, Optional<String> key, RandomGenerator random) {
        this.endpoint = endpoint;
        this.prompt = new RubricPrompt(random);
        this.backOff = new BackOff(random);
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(endpoint.url().toString())
                .apiKey(key.orElse(NO_KEY))
                .timeout(endpoint.patience())
                .maxRetries(0)
                // Whatever the environment says: its log holds what is sent
                .logLevel(LogLevel.OFF)
                .build();
    }

    private static ResponseFormatJsonSchema form() {
        JsonSchema.Schema.Builder schema = JsonSchema.Schema.builder();
        RubricAnswer.SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(JsonSchema.builder()
                        .name("label")
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build();
    }

    /** The model and the text that tells it the rubric: what labels are signed with. */
    String name() {
        return endpoint.model() + "/" + RubricPrompt.VERSION;
    }

    /**
     * An answer and its price.
     *
     * @param answer the label, or why there is none
     * @param tokens read and written for it, as far as the service tells
     */
    record Reply(Answer answer, long tokens) {}

    /**
     * Asks for a label; where the answer is none, once more.
     *
     * @throws IllegalArgumentException if the service does not let us in, or does not know the model
     */
    Reply ask(ExchangeText text) {
        Reply first = request(text);
        if (!isMalformed(first.answer())) {
            return first;
        }
        Reply second = request(text);
        return new Reply(second.answer(), first.tokens() + second.tokens());
    }

    private static boolean isMalformed(Answer answer) {
        return isSkipped(answer, SkipReason.UNREADABLE) || isSkipped(answer, SkipReason.OUTSIDE_RUBRIC);
    }

    private static boolean isSkipped(Answer answer, SkipReason reason) {
        return answer instanceof Answer.Skip skip && skip.reason() == reason;
    }

    private Reply request(ExchangeText text) {
        ChatCompletionCreateParams.Builder free = ChatCompletionCreateParams.builder()
                .model(endpoint.model())
                .addSystemMessage(prompt.instructions())
                .addUserMessage(prompt.message(text));
        ChatCompletionCreateParams.Builder enforced = free.build().toBuilder().responseFormat(FORM);
        if (!enforcing) {
            return send(free.build());
        }
        Reply reply = send(enforced.build());
        if (!isSkipped(reply.answer(), SkipReason.REJECTED)) {
            return reply;
        }
        Reply other = send(free.build());
        enforcing = isSkipped(other.answer(), SkipReason.REJECTED);
        return other;
    }

    /** Sends a request, and again as long as that may help. */
    private Reply send(ChatCompletionCreateParams request) {
        for (int attempt = 0; ; attempt++) {
            try {
                return read(client.chat().completions().create(request));
            } catch (UnauthorizedException | PermissionDeniedException | NotFoundException e) {
                throw new IllegalArgumentException("The teacher at " + endpoint.url() + " answers " + e.statusCode()
                        + "; check OPENAI_API_KEY, --llm-url and --llm-model");
            } catch (OpenAIException e) {
                // Not passed on: its message may hold what the service said, which may hold what we sent
                SkipReason reason = reason(e);
                if (!reason.mayPass() || attempt == endpoint.retries()) {
                    return new Reply(new Answer.Skip(reason), 0);
                }
                sleep(backOff.pause(attempt, retryAfter(e)));
            }
        }
    }

    private static Optional<String> retryAfter(OpenAIException e) {
        return e instanceof OpenAIServiceException service
                ? service.headers().values("Retry-After").stream().findFirst()
                : Optional.empty();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the teacher", e);
        }
    }

    private static SkipReason reason(OpenAIException e) {
        if (e instanceof RateLimitException) {
            return SkipReason.BUSY;
        }
        if (e instanceof OpenAIServiceException service) {
            return service.statusCode() >= 500 ? SkipReason.FAILED : SkipReason.REJECTED;
        }
        return e instanceof OpenAIInvalidDataException ? SkipReason.UNREADABLE : SkipReason.UNREACHABLE;
    }

    private static Reply read(ChatCompletion completion) {
        long tokens = completion.usage().map(CompletionUsage::totalTokens).orElse(0L);
        Answer answer = completion.choices().stream()
                .findFirst()
                .map(choice -> read(choice.message()))
                .orElse(new Answer.Skip(SkipReason.UNREADABLE));
        return new Reply(answer, tokens);
    }

    private static Answer read(ChatCompletionMessage message) {
        return message.refusal().isPresent()
                ? new Answer.Skip(SkipReason.REFUSED)
                : RubricAnswer.read(message.content().orElse(""));
    }

    @Override
    public void close() {
        client.close();
    }
}
