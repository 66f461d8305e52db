package dev.gleaner.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gleaner.topology.HarvestTopology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What {@code topology/topics.yaml} says, the one place that lists our topics.
 *
 * @param topics in the order of the file
 */
public record TopicCatalogue(List<TopicSpec> topics) {

    private static final String RESOURCE = "topics.yaml";

    /** Checks that every topic stands there once. */
    public TopicCatalogue {
        topics = List.copyOf(topics);
        long names = topics.stream().map(TopicSpec::name).distinct().count();
        if (names != topics.size()) {
            throw new IllegalArgumentException(RESOURCE + " lists a topic twice");
        }
    }

    /** The catalogue of this version, with names as they are without a prefix. */
    public static TopicCatalogue load() {
        try (var in = HarvestTopology.class.getResourceAsStream(RESOURCE)) {
            return parse(Optional.ofNullable(in)
                    .orElseThrow(() -> new IllegalStateException("The build left out " + RESOURCE)));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException with one sentence that names the line, if it is not one
     */
    static TopicCatalogue parse(InputStream yaml) throws IOException {
        var mapper = new YAMLMapper()
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        try {
            return new TopicCatalogue(List.of(mapper.readValue(yaml, TopicSpec[].class)));
        } catch (UnrecognizedPropertyException e) {
            throw fault(
                    e, "a topic has no '" + e.getPropertyName() + "', only " + new TreeSet<>(e.getKnownPropertyIds()));
        } catch (ValueInstantiationException e) {
            throw fault(
                    e,
                    String.valueOf(
                            e.getCause() == null
                                    ? e.getOriginalMessage()
                                    : e.getCause().getMessage()));
        } catch (MismatchedInputException e) {
            throw fault(e, "of a topic, " + field(e) + " is missing or of the wrong kind");
        } catch (JsonProcessingException e) {
            throw fault(e, e.getOriginalMessage());
        }
    }

    private static String field(MismatchedInputException e) {
        return e.getPath().stream()
                .map(Reference::getFieldName)
                .filter(Objects::nonNull)
                .findFirst()
                .map(name -> "'" + name + "'")
                .orElse("something");
    }

    private static IllegalArgumentException fault(JsonProcessingException e, String what) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        return new IllegalArgumentException(RESOURCE + ", near line " + line + ": " + what, e);
    }

    /** The catalogue as one deployment has it: full names. */
    public TopicCatalogue withPrefix(String prefix) {
        return new TopicCatalogue(
                topics.stream().map(topic -> topic.withPrefix(prefix)).toList());
    }

    /** The catalogue with so many partitions in every topic. */
    public TopicCatalogue withPartitions(int count) {
        return new TopicCatalogue(
                topics.stream().map(topic -> topic.withPartitions(count)).toList());
    }
}
