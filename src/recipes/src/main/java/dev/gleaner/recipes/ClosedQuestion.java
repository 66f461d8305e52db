package dev.gleaner.recipes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gleaner.recipes.ask.AnswerForm;
import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.Reply;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A question about texts of others, to which only answers of a closed set are taken. Whatever else the model says, it is asked once more, in
 * words with other marks, and then the answer is that there is none: a text that talks the model into something else gains nothing.
 *
 * @param <T> the answers
 */
final class ClosedQuestion<T> {

    /** The answer of a model that knows one. */
    private static final double TEMPERATURE = 0;

    private static final ObjectReader READER =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final LanguageModel model;
    private final Prompt prompt;
    private final HostileText hostile;
    private final AnswerForm form;
    private final String field;
    private final Function<JsonNode, Optional<T>> set;

    /**
     * @param model to ask
     * @param prompt what it is to do
     * @param hostile draws the marks
     * @param field of the JSON object that is the answer
     * @param schema of that field
     * @param set the answers, as that field has them; empty for what is none
     */
    ClosedQuestion(
            LanguageModel model,
            Prompt prompt,
            HostileText hostile,
            String field,
            Map<String, Object> schema,
            Function<JsonNode, Optional<T>> set) {
        this.model = model;
        this.prompt = prompt;
        this.hostile = hostile;
        this.field = field;
        this.set = set;
        this.form = new AnswerForm(
                field,
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(field, schema),
                        "required",
                        List.of(field),
                        "additionalProperties",
                        false));
    }

    /** One of the constants of an enum, by name. */
    static <E extends Enum<E>> ClosedQuestion<E> oneOf(
            Map<String, E> answers, LanguageModel model, Prompt prompt, HostileText hostile, String field) {
        return new ClosedQuestion<>(
                model,
                prompt,
                hostile,
                field,
                Map.of(
                        "type",
                        "string",
                        "enum",
                        answers.keySet().stream().sorted().toList()),
                json -> Optional.ofNullable(json.isTextual() ? answers.get(json.textValue()) : null));
    }

    /** Model and version of the recipe, as provenance names them. */
    String name() {
        return model.name() + "/" + prompt.version();
    }

    /** What came of it. */
    record Outcome<T>(Optional<T> answer, boolean isDeclined) {}

    /**
     * Asks, once more where the answer is none.
     *
     * @throws dev.gleaner.recipes.ask.UnansweredException if the service rejects it, or failed at it as often as it may
     */
    Outcome<T> ask(List<Part> texts) throws InterruptedException {
        Outcome<T> first = askOnce(texts);
        return first.answer().isPresent() || first.isDeclined() ? first : askOnce(texts);
    }

    private Outcome<T> askOnce(List<Part> texts) throws InterruptedException {
        Message message = new Message(Role.USER, hostile.wrap(texts));
        Reply reply = model.ask(new Question(prompt.text(), List.of(message), Optional.of(form), TEMPERATURE));
        return new Outcome<>(
                reply.content().flatMap(this::read), reply.content().isEmpty());
    }

    private Optional<T> read(String content) {
        try {
            JsonNode json = READER.readValue(content);
            return json.size() == 1 ? set.apply(json.path(field)) : Optional.empty();
        } catch (JacksonException e) {
            // Its message quotes the answer, and the answer may quote the user
            return Optional.empty();
        }
    }
}
