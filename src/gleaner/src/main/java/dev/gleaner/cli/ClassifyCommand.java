package dev.gleaner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gleaner.conversations.JsonLines;
import dev.gleaner.schema.Polarity;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner classify}. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads what follow-up turns say about responses, with the feedback model alone: no Kafka.",
            "In: lines {\"id\", \"prompt\", \"response\", \"followup\"}. Out, in the same order: lines {\"id\", \"polarity\", "
                    + "\"satisfied\", \"dissatisfied\", \"abstained\", \"bound\", \"categories\": {NAME: probability}}."
        },
        footerHeading = "%n",
        footer = "Example: gleaner classify exchanges.jsonl > verdicts.jsonl")
final class ClassifyCommand implements Callable<Integer> {

    private static final int BATCH = 64;

    @Parameters(paramLabel = "FILE", description = "Exchanges; - is the standard input.")
    private String file = JsonLines.STANDARD_INPUT;

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "Folder of the feedback model (default: the model that ships with Gleaner).")
    private @Nullable Path model;

    /** One line in. */
    private record Line(JsonNode id, ExchangeText text) {}

    @Override
    public Integer call() {
        try (var lines = JsonLines.open(file);
                var classifier = Models.open(Optional.ofNullable(model));
                var out = Output.to(null)) {
            for (var batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
                classify(classifier, batch).forEach(out::line);
            }
        }
        return 0;
    }

    private static List<Line> next(JsonLines lines) {
        var batch = new ArrayList<Line>(BATCH);
        while (batch.size() < BATCH) {
            var object = lines.next();
            if (object.isEmpty()) {
                break;
            }
            batch.add(line(lines, object.get()));
        }
        return batch;
    }

    private static Line line(JsonLines lines, ObjectNode object) {
        var id = object.get("id");
        if (id == null || id.isContainerNode() || id.isNull()) {
            throw lines.fault("id is missing, or is neither text nor a number");
        }
        return new Line(
                id,
                new ExchangeText(
                        text(lines, object, "prompt"),
                        text(lines, object, "response"),
                        text(lines, object, "followup")));
    }

    private static String text(JsonLines lines, ObjectNode object, String field) {
        var node = object.get(field);
        if (node == null || !node.isTextual()) {
            throw lines.fault(field + (node == null ? " is missing" : " must be a string"));
        }
        return node.textValue();
    }

    private static List<ObjectNode> classify(FeedbackClassifier classifier, List<Line> batch) {
        var assessments = classifier.classify(batch.stream().map(Line::text).toList());
        var verdicts = new ArrayList<ObjectNode>(batch.size());
        for (var i = 0; i < batch.size(); i++) {
            verdicts.add(verdict(batch.get(i).id(), assessments.get(i)));
        }
        return verdicts;
    }

    private static ObjectNode verdict(JsonNode id, Assessment assessment) {
        var verdict = JsonNodeFactory.instance.objectNode();
        verdict.set("id", id);
        verdict.put("polarity", assessment.polarity().name())
                .put("satisfied", assessment.satisfied())
                .put("dissatisfied", assessment.dissatisfied())
                .put("abstained", assessment.polarity() == Polarity.ABSTAINED)
                .put("bound", assessment.bound());
        var categories = verdict.putObject("categories");
        new TreeMap<>(assessment.categories())
                .forEach((category, probability) -> categories.put(category.name(), probability));
        return verdict;
    }
}
