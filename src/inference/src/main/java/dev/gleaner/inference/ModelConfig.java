package dev.gleaner.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gleaner.schema.Category;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code config.json} of a linear model: who the model is, what it takes, and how its probabilities are read.
 *
 * @param name the model's name, as verdicts carry it
 * @param version the model's version; a change of weights or thresholds changes it
 * @param input the kind of input; {@value #HASHED_FEATURES} is the one there is
 * @param features what the features must be
 * @param heads the names of the model's outputs, in their order; see {@link #expectedHeads()}
 * @param satisfied the abstain band and threshold of "satisfied"
 * @param dissatisfied the abstain band and threshold of "dissatisfied"
 * @param boundThreshold from this probability on the follow-up counts as being about the response, 0 to 1
 * @param trainingData what the model was trained on, in words
 */
public record ModelConfig(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) String input,
        @JsonProperty(required = true) FeatureTable features,
        @JsonProperty(required = true) List<String> heads,
        @JsonProperty(required = true) DecisionBand satisfied,
        @JsonProperty(required = true) DecisionBand dissatisfied,
        @JsonProperty(required = true) double boundThreshold,
        @JsonProperty(required = true) String trainingData) {

    /** The kind of input of a linear model: feature ids and values, see {@link dev.gleaner.inference.features.FeatureExtractor}. */
    public static final String HASHED_FEATURES = "hashed-features";

    /** The head that says whether the follow-up expresses satisfaction. */
    public static final String SATISFIED = "satisfied";

    /** The head that says whether the follow-up expresses dissatisfaction. */
    public static final String DISSATISFIED = "dissatisfied";

    /** The head that says whether the follow-up is about the response at all. */
    public static final String BOUND = "bound";

    /**
     * The features that the weights belong to.
     *
     * @param tableSize ids a register has, a power of two
     * @param fingerprint {@link dev.gleaner.inference.features.FeatureExtractor#fingerprint()} of the features it was trained on
     */
    public record FeatureTable(
            @JsonProperty(required = true) int tableSize, @JsonProperty(required = true) String fingerprint) {}

    /** Keeps the list of heads as it is now. */
    public ModelConfig {
        heads = List.copyOf(heads);
    }

    /**
     * The heads of a feedback model, in order.
     *
     * @return satisfied, dissatisfied, bound, and the 18 categories by name
     */
    public static List<String> expectedHeads() {
        return Stream.concat(
                        Stream.of(SATISFIED, DISSATISFIED, BOUND),
                        Arrays.stream(Category.values()).map(Category::name))
                .toList();
    }

    /** How the probabilities are decided. */
    public Decisions decisions() {
        return new Decisions(satisfied, dissatisfied, boundThreshold);
    }

    /**
     * Reads a {@code config.json}.
     *
     * @param json its bytes
     * @param file how to name the file in an error
     * @return the configuration
     * @throws ModelDirectoryException if a field is missing or cannot be read; the message names it
     */
    public static ModelConfig read(byte[] json, String file) {
        return ModelJson.read(json, file, ModelConfig.class);
    }

    /** This configuration as the text of a {@code config.json}. */
    public String toJson() {
        return ModelJson.write(this);
    }
}
