package dev.gleaner.topics;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gleaner.topology.HarvestTopology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What {@code topology/topics.yaml} says, the one place that lists our topics.
 *
 * @param topics in the order of the file
 */
public record TopicCatalogue(List<TopicSpec> topics) {

    private static final String RESOURCE = "topics.yaml";

    /** Makes the list unchangeable. */
    public TopicCatalogue {
        topics = List.copyOf(topics);
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

    static TopicCatalogue parse(InputStream yaml) throws IOException {
        var mapper = new YAMLMapper()
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        return new TopicCatalogue(List.of(mapper.readValue(yaml, TopicSpec[].class)));
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
