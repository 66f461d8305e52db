package dev.gleaner.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gleaner.inference.tokens.TokenLayout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code gleaner.json} that makes a model directory of a Hugging Face sequence classifier: what it is called, how an exchange is
 * put to it, and what its labels mean here.
 *
 * @param name the model's name, as verdicts carry it
 * @param version the model's version; a change of weights or of this file changes it
 * @param input how an exchange becomes its input
 * @param labels for each label of config.json the heads that it tells, of {@link ModelConfig#expectedHeads()}, or {@value #NO_HEAD}
 * @param satisfied the abstain band and threshold of "satisfied"
 * @param dissatisfied the abstain band and threshold of "dissatisfied"
 * @param boundThreshold from this probability on the follow-up counts as being about the response, 0 to 1
 * @param trainingData what the model was trained on, in words
 */
public record DropInConfig(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) TokenLayout input,
        @JsonProperty(required = true) Map<String, List<String>> labels,
        @JsonProperty(required = true) DecisionBand satisfied,
        @JsonProperty(required = true) DecisionBand dissatisfied,
        @JsonProperty(required = true) double boundThreshold,
        @JsonProperty(required = true) String trainingData) {

    /** What a label is mapped to that means nothing here. */
    public static final String NO_HEAD = "none";

    /** Keeps the labels as they are now. */
    public DropInConfig {
        labels = Map.copyOf(labels);
    }

    static DropInConfig read(byte[] json, String file) {
        DropInConfig config = ModelJson.read(json, file, DropInConfig.class);
        Set<String> unknown = new TreeSet<>();
        config.labels.values().forEach(unknown::addAll);
        ModelConfig.expectedHeads().forEach(unknown::remove);
        unknown.remove(NO_HEAD);
        if (!unknown.isEmpty()) {
            throw new ModelDirectoryException(file + " cannot be used: labels are mapped to " + unknown
                    + ", but may be mapped to " + ModelConfig.expectedHeads() + " or " + NO_HEAD + " only");
        }
        return config;
    }

    /**
     * The heads of a model with these labels.
     *
     * @param model what lies beside it
     * @param file how to name this file in an error
     * @throws ModelDirectoryException if the two do not name the same labels, or nothing tells what every model must
     */
    Heads heads(HuggingFaceConfig model, String file) {
        List<String> own = model.labels();
        requireNone(file, "labels has no entry for", own, labels.keySet());
        requireNone(file, "labels names labels that id2label of config.json has not:", labels.keySet(), own);
        Map<String, List<Integer>> columns = new TreeMap<>();
        for (int column = 0; column < own.size(); column++) {
            for (String head : labels.getOrDefault(own.get(column), List.of())) {
                columns.computeIfAbsent(head, any -> new ArrayList<>()).add(column);
            }
        }
        columns.remove(NO_HEAD);
        Heads heads = new Heads(model.activation(), own.size(), columns);
        if (!heads.missing().isEmpty()) {
            throw new ModelDirectoryException(
                    file + " cannot be used: no label is mapped to " + String.join(" or ", heads.missing()));
        }
        return heads;
    }

    private static void requireNone(String file, String fault, Collection<String> some, Collection<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        if (!rest.isEmpty()) {
            throw new ModelDirectoryException(file + " cannot be used: " + fault + " " + rest);
        }
    }
}
