package dev.gleaner.training;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.LabelledExchange.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads labelled exchanges from files of one JSON object a line. */
final class LabelFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The short codes that labellers write, by the rubric's order. */
    private static final Map<String, Category> CODES = Map.ofEntries(
            Map.entry("GR", Category.GRATITUDE),
            Map.entry("LE", Category.LEARNING),
            Map.entry("CO", Category.COMPLIANCE),
            Map.entry("PR", Category.PRAISE),
            Map.entry("PD", Category.PERSONAL_DETAILS),
            Map.entry("HU", Category.HUMOR),
            Map.entry("AK", Category.ACKNOWLEDGMENT),
            Map.entry("PC", Category.POSITIVE_CLOSURE),
            Map.entry("GT", Category.GETTING_THERE),
            Map.entry("NF", Category.NEGATIVE_FEEDBACK),
            Map.entry("RV", Category.REVISION),
            Map.entry("FE", Category.FACTUAL_ERROR),
            Map.entry("UE", Category.UNREALISTIC_EXPECTATION),
            Map.entry("NE", Category.NO_ENGAGEMENT),
            Map.entry("IG", Category.IGNORED),
            Map.entry("LQ", Category.LOWER_QUALITY),
            Map.entry("ID", Category.INSUFFICIENT_DETAIL),
            Map.entry("ST", Category.STYLE));

    private LabelFiles() {}

    /**
     * Reads exchanges that stand alone: {@code source, prompt, response, followup, bound, categories[]} a line. The group is the source.
     */
    static List<LabelledExchange> exchanges(Path file) throws IOException {
        List<LabelledExchange> exchanges = new ArrayList<>();
        for (Line line : lines(file)) {
            JsonNode json = line.json();
            Set<Category> categories = EnumSet.noneOf(Category.class);
            for (JsonNode category : line.required("categories")) {
                categories.add(line.category(() -> Category.valueOf(category.asText())));
            }
            ExchangeText text = new ExchangeText(
                    json.path("prompt").asText(""),
                    line.required("response").asText(),
                    line.required("followup").asText());
            exchanges.add(new LabelledExchange(
                    text,
                    line.required("bound").asBoolean(),
                    categories,
                    Origin.REAL,
                    line.required("source").asText()));
        }
        return exchanges;
    }

    /**
     * Reads conversations whose user turns are labelled: {@code conversation_id, turns[{role, content}], labels[{turn, sat[], dsat[],
     * bind}]} a line, {@code turn} the index of the follow-up. The group is the conversation.
     */
    static List<LabelledExchange> conversations(Path file) throws IOException {
        List<LabelledExchange> exchanges = new ArrayList<>();
        for (Line line : lines(file)) {
            JsonNode turns = line.required("turns");
            for (JsonNode label : line.required("labels")) {
                Set<Category> categories = EnumSet.noneOf(Category.class);
                for (String side : List.of("sat", "dsat")) {
                    for (JsonNode code : label.path(side)) {
                        categories.add(line.category(() -> byCode(code.asText())));
                    }
                }
                int followUp = label.path("turn").asInt(-1);
                exchanges.add(new LabelledExchange(
                        line.exchange(turns, followUp),
                        label.path("bind").asBoolean(),
                        categories,
                        Origin.WRITTEN,
                        line.required("conversation_id").asText()));
            }
        }
        return exchanges;
    }

    private static Category byCode(String code) {
        Category category = CODES.get(code);
        if (category == null) {
            throw new IllegalArgumentException(code);
        }
        return category;
    }

    private static List<Line> lines(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : Files.readAllLines(file)) {
            number++;
            if (!text.isBlank()) {
                lines.add(Line.parse(file, number, text));
            }
        }
        return lines;
    }

    /** A line of a file, which can say where it stands. */
    private record Line(Path file, int number, JsonNode json) {

        static Line parse(Path file, int number, String text) {
            try {
                return new Line(file, number, JSON.readTree(text));
            } catch (JacksonException e) {
                throw new IllegalArgumentException(file + ", line " + number + " is not a JSON object", e);
            }
        }

        JsonNode required(String field) {
            JsonNode value = json.get(field);
            if (value == null || value.isNull()) {
                throw new IllegalArgumentException(file + ", line " + number + " has no field '" + field + "'");
            }
            return value;
        }

        ExchangeText exchange(JsonNode turns, int followUp) {
            if (followUp < 1 || followUp >= turns.size()) {
                throw new IllegalArgumentException(
                        file + ", line " + number + " labels turn " + followUp + ", which follows no response");
            }
            return new ExchangeText(
                    followUp < 2 ? "" : turns.get(followUp - 2).path("content").asText(),
                    turns.get(followUp - 1).path("content").asText(),
                    turns.get(followUp).path("content").asText());
        }

        Category category(Supplier<Category> reader) {
            try {
                return reader.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ", line " + number + " has an unknown category", e);
            }
        }
    }
}
