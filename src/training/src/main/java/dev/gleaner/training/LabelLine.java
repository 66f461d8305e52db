package dev.gleaner.training;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gleaner.inference.ModelConfig;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.LabelledExchange.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of a label file, which can say where it stands. */
record LabelLine(String file, long number, JsonNode json) {

    private static final ObjectReader READER =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** So that no two of millions of exchanges get one name. */
    private static final int ID_BYTES = 12;

    /** The short codes that labellers write, in the rubric's order. */
    private static final List<String> CODES = List.of(
            "GR", "LE", "CO", "PR", "PD", "HU", "AK", "PC", "GT", //
            "NF", "RV", "FE", "UE", "NE", "IG", "LQ", "ID", "ST");

    private static final Map<String, Category> CATEGORIES = Arrays.stream(Category.values())
            .flatMap(category ->
                    Stream.of(Map.entry(category.name(), category), Map.entry(CODES.get(category.ordinal()), category)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static LabelLine parse(String file, long number, String text) {
        try {
            JsonNode json = READER.readTree(text);
            if (json.isObject()) {
                return new LabelLine(file, number, json);
            }
        } catch (JacksonException e) {
            // Said below: the library's own message quotes the line
        }
        throw new LabelFileException(file, number, "not a JSON object; write one object a line");
    }

    List<LabelledExchange> exchanges() {
        if (json.has("followup")) {
            return List.of(exchange());
        }
        if (json.has("turns") && json.has("labels")) {
            return conversation();
        }
        throw fault(
                "neither a labelled exchange nor a labelled conversation; give it the fields 'followup', 'response', 'bound' and"
                        + " 'categories', or 'turns' and 'labels'");
    }

    /** The exchange of a line that has no labels; those it may have are not read. */
    UnlabelledExchange unlabelled() {
        ExchangeText text = exchangeText();
        Optional<String> source = optionalText("source");
        Optional<String> conversation = optionalText("conversation_id");
        String content = String.join(
                "\0", source.orElse(""), conversation.orElse(""), text.prompt(), text.response(), text.followUp());
        return new UnlabelledExchange(
                optionalText("id").orElseGet(() -> Digest.of(ID_BYTES, content.getBytes(StandardCharsets.UTF_8))),
                text,
                source,
                conversation,
                optionalText("language"));
    }

    /** The exchange of a line that a teacher labelled. */
    TaughtExchange taught() {
        JsonNode confidence = required(json, "", "confidence");
        if (!confidence.isNumber() || confidence.doubleValue() < 0 || confidence.doubleValue() > 1) {
            throw fault("'confidence' must be a number from 0 to 1");
        }
        return new TaughtExchange(requiredText(json, "", "id"), exchange(), confidence.doubleValue());
    }

    /** Whether it says what it belongs together with. */
    boolean hasGroup() {
        return group().isPresent();
    }

    private Optional<String> group() {
        return (json.has("followup") ? Stream.of("source", "conversation_id") : Stream.of("conversation_id"))
                .flatMap(field -> optionalText(field).stream())
                .findFirst();
    }

    private LabelledExchange exchange() {
        LabelledExchange exchange = labelled(
                exchangeText(),
                requiredFlag(json, "", "bound"),
                categories(required(json, "", "categories"), "categories"),
                Origin.REAL);
        requireAgreement(exchange, ModelConfig.SATISFIED);
        requireAgreement(exchange, ModelConfig.DISSATISFIED);
        return exchange;
    }

    private ExchangeText exchangeText() {
        return new ExchangeText(
                optionalText("prompt").orElse(""),
                requiredText(json, "", "response"),
                requiredText(json, "", "followup"));
    }

    /** What a line says of its polarity follows from its categories; where it says otherwise, one of both is a slip. */
    private void requireAgreement(LabelledExchange exchange, String head) {
        if (json.path(head).isBoolean() && json.path(head).booleanValue() != exchange.label(head)) {
            throw fault(
                    "'" + head + "' is " + json.path(head) + " but 'categories' says otherwise; correct one of them");
        }
    }

    private List<LabelledExchange> conversation() {
        List<LabelledExchange> exchanges = new ArrayList<>();
        JsonNode labels = list(required(json, "", "labels"), "labels");
        for (int i = 0; i < labels.size(); i++) {
            JsonNode label = labels.get(i);
            String at = "labels[" + i + "].";
            Set<Category> categories = EnumSet.noneOf(Category.class);
            categories.addAll(categories(required(label, at, "sat"), at + "sat"));
            categories.addAll(categories(required(label, at, "dsat"), at + "dsat"));
            exchanges.add(labelled(
                    text(required(label, at, "turn").asInt(-1), at + "turn"),
                    requiredFlag(label, at, "bind"),
                    categories,
                    Origin.WRITTEN));
        }
        return exchanges;
    }

    private ExchangeText text(int followUp, String field) {
        JsonNode turns = list(required(json, "", "turns"), "turns");
        if (followUp < 1 || followUp >= turns.size()) {
            throw fault(
                    "'" + field + "' must be the index of a user turn after a response: 1 to " + (turns.size() - 1));
        }
        return new ExchangeText(
                followUp < 2 ? "" : content(turns, followUp - 2),
                content(turns, followUp - 1),
                content(turns, followUp));
    }

    private String content(JsonNode turns, int turn) {
        return requiredText(turns.get(turn), "turns[" + turn + "].", "content");
    }

    private LabelledExchange labelled(ExchangeText text, boolean bound, Set<Category> categories, Origin origin) {
        return new LabelledExchange(
                text,
                bound,
                categories,
                origin,
                group().orElse(file + ":" + number),
                optionalText("language").orElse(LabelledExchange.UNKNOWN_LANGUAGE));
    }

    private Set<Category> categories(JsonNode names, String field) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (JsonNode name : list(names, field)) {
            Category category = CATEGORIES.get(name.asText());
            if (category == null) {
                throw fault("'" + field + "' holds an unknown category; known are " + Arrays.toString(Category.values())
                        + " and their codes " + CODES);
            }
            categories.add(category);
        }
        return categories;
    }

    private JsonNode list(JsonNode value, String field) {
        if (!value.isArray()) {
            throw fault("'" + field + "' must be a list");
        }
        return value;
    }

    private Optional<String> optionalText(String field) {
        return json.hasNonNull(field) ? Optional.of(requiredText(json, "", field)) : Optional.empty();
    }

    private String requiredText(JsonNode object, String at, String field) {
        JsonNode value = required(object, at, field);
        if (!value.isTextual()) {
            throw fault("'" + at + field + "' must be a string");
        }
        return value.textValue();
    }

    private boolean requiredFlag(JsonNode object, String at, String field) {
        JsonNode value = required(object, at, field);
        if (!value.isBoolean()) {
            throw fault("'" + at + field + "' must be true or false");
        }
        return value.booleanValue();
    }

    private JsonNode required(JsonNode object, String at, String field) {
        if (!object.hasNonNull(field)) {
            throw fault("'" + at + field + "' is missing; every label needs it");
        }
        return object.get(field);
    }

    private LabelFileException fault(String what) {
        return new LabelFileException(file, number, what);
    }
}
