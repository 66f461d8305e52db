package dev.gleaner.inference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What matters here of the {@code config.json} that Hugging Face's libraries write beside a sequence classifier.
 *
 * @param idToLabel the label of each output, by its number from 0 on
 * @param problemType {@value #MULTI_LABEL}, {@value #SINGLE_LABEL} or empty; empty is read as their text-classification pipeline reads it
 * @param padTokenId the id that fills short rows up; 0 where the file does not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record HuggingFaceConfig(
        @JsonProperty(value = "id2label", required = true) Map<Integer, String> idToLabel,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String problemType,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long padTokenId) {

    private static final String SINGLE_LABEL = "single_label_classification";
    private static final String MULTI_LABEL = "multi_label_classification";

    HuggingFaceConfig {
        idToLabel = Map.copyOf(idToLabel);
    }

    /** Whether a config.json is of a Hugging Face classifier. */
    static boolean isOne(byte[] json, String file) {
        return ModelJson.read(json, file, JsonNode.class).has("id2label");
    }

    static HuggingFaceConfig read(byte[] json, String file) {
        HuggingFaceConfig config = ModelJson.read(json, file, HuggingFaceConfig.class);
        if (config.idToLabel.isEmpty()
                || !IntStream.range(0, config.idToLabel.size()).allMatch(config.idToLabel::containsKey)) {
            throw new ModelDirectoryException(
                    file + " cannot be used: id2label must name the labels 0, 1, 2 and so on, but names "
                            + config.idToLabel.keySet().stream().sorted().toList());
        }
        if (!List.of(SINGLE_LABEL, MULTI_LABEL, "").contains(config.problemType)) {
            throw new ModelDirectoryException(file + " cannot be used: problem_type must be " + SINGLE_LABEL + " or "
                    + MULTI_LABEL + ", not " + config.problemType);
        }
        return config;
    }

    /** The labels in the order of the outputs. */
    List<String> labels() {
        return IntStream.range(0, idToLabel.size()).mapToObj(idToLabel::get).toList();
    }

    Activation activation() {
        boolean independent = problemType.equals(MULTI_LABEL) || idToLabel.size() == 1;
        return independent ? Activation.SIGMOID : Activation.SOFTMAX;
    }
}
