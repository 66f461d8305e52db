package dev.gleaner.recipes.ask;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import dev.gleaner.recipes.ask.AskListener.Outcome;
import dev.gleaner.recipes.ask.Request.Extra;
import dev.gleaner.schema.Message;
import java.util.Optional;
import java.util.Set;

/** One chat completion: not streamed, without tools, and sent once. */
final class ChatCall implements Call<Request, Reply> {

    /** What ends an answer before its time. */
    private static final Set<FinishReason> CUT_SHORT = Set.of(FinishReason.LENGTH, FinishReason.CONTENT_FILTER);

    private final OpenAIClient client;
    private final String model;
    private final ServiceErrors errors;

    /**
     * @param client sends, and never again by itself
     * @param model to ask
     * @param errors says what an error means
     */
    ChatCall(OpenAIClient client, String model, ServiceErrors errors) {
        this.client = client;
        this.model = model;
        this.errors = errors;
    }

    @Override
    public Reply ask(Request request) throws InterruptedException {
        try {
            return read(client.chat().completions().create(params(request)));
        } catch (OpenAIException e) {
            throw errors.meaningOf(e);
        }
    }

    private ChatCompletionCreateParams params(Request request) {
        Question question = request.question();
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(model);
        if (!question.instructions().isBlank()) {
            params.addSystemMessage(question.instructions());
        }
        question.messages().forEach(message -> add(params, message));
        if (request.extras().contains(Extra.FORM)) {
            question.form().ifPresent(form -> params.responseFormat(format(form)));
        }
        if (request.extras().contains(Extra.TEMPERATURE)) {
            params.temperature(question.temperature());
        }
        return params.build();
    }

    private static void add(ChatCompletionCreateParams.Builder params, Message message) {
        switch (message.getRole()) {
            case SYSTEM -> params.addSystemMessage(message.getContent());
            case ASSISTANT -> params.addAssistantMessage(message.getContent());
            // The protocol knows results only of tool calls that it made itself
            case USER, TOOL -> params.addUserMessage(message.getContent());
        }
    }

    private static ResponseFormatJsonSchema format(AnswerForm form) {
        JsonSchema.Schema.Builder schema = JsonSchema.Schema.builder();
        form.schema().forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(JsonSchema.builder()
                        .name(form.name())
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build();
    }

    private static Reply read(ChatCompletion completion) {
        Choice choice = completion.choices().stream()
                .findFirst()
                .orElseThrow(() ->
                        new AttemptFailedException(Outcome.FAILED, "sent an answer without content", Optional.empty()));
        return new Reply(
                content(choice), completion.usage().map(ChatCall::tokens).orElse(Tokens.NONE));
    }

    /** Half an answer is none: nobody can tell what the other half would have said. */
    private static Optional<String> content(Choice choice) {
        boolean isWhole =
                choice._finishReason().asKnown().filter(CUT_SHORT::contains).isEmpty();
        return choice.message()
                .content()
                .filter(text ->
                        isWhole && !text.isBlank() && choice.message().refusal().isEmpty());
    }

    private static Tokens tokens(CompletionUsage usage) {
        return new Tokens(
                Math.max(0, usage._promptTokens().asKnown().orElse(0L)),
                Math.max(0, usage._completionTokens().asKnown().orElse(0L)));
    }
}
