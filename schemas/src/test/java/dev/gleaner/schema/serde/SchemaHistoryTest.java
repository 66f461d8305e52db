package dev.gleaner.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.Category;
import dev.gleaner.schema.CategoryProbabilities;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SchemaHistoryTest {

    @ParameterizedTest
    @FieldSource("dev.gleaner.schema.serde.Samples#ALL")
    void shouldHoldThePresentSchemaAsItsNewestVersion(SpecificRecord sample) throws IOException {
        Schema present = PublishedSchema.of(sample.getClass());
        List<Schema> history = SchemaHistory.of(sample.getClass());

        // A file ready to be committed, for whoever changed the schema on purpose
        int next = history.size() + 1;
        Path proposal = Path.of("target", "history", present.getFullName(), next + ".avsc");
        Files.createDirectories(proposal.getParent());
        Files.writeString(proposal, present.toString(true) + "\n");

        assertThat(history)
                .withFailMessage(
                        "The schema of %s is not the newest of its history. Commit it as the next version: "
                                + "cp schemas/%s schemas/history/%s/%d.avsc; and never change a version that was released.",
                        present.getFullName(), proposal, present.getFullName(), next)
                .isNotEmpty()
                .last()
                .hasToString(present.toString());
    }

    @ParameterizedTest
    @FieldSource("dev.gleaner.schema.serde.Samples#ALL")
    void shouldReadEveryEarlierVersion(SpecificRecord sample) {
        AvroSchema present = new AvroSchema(PublishedSchema.of(sample.getClass()));
        List<ParsedSchemaHolder> history = SchemaHistory.of(sample.getClass()).stream()
                .<ParsedSchemaHolder>map(version -> new SimpleParsedSchemaHolder(new AvroSchema(version)))
                .toList();

        assertThat(present.isCompatible(CompatibilityLevel.BACKWARD_TRANSITIVE, history))
                .as(
                        "what keeps %s from reading an earlier version of itself; give new fields a default",
                        present.name())
                .isEmpty();
    }

    @Test
    void shouldHaveASampleOfEveryRecord() throws IOException {
        List<String> sampled = Samples.ALL.stream()
                .map(sample -> sample.getSchema().getName() + ".avsc")
                .toList();

        try (Stream<Path> contracts = Files.list(Path.of("src/main/avro"))) {
            assertThat(contracts.filter(SchemaHistoryTest::isRecord))
                    .map(contract -> contract.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(sampled);
        }
    }

    @Test
    void shouldHaveAProbabilityForEachCategoryInItsOrder() {
        assertThat(CategoryProbabilities.getClassSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly(
                        Stream.of(Category.values()).map(Category::name).toArray(String[]::new));
    }

    private static boolean isRecord(Path contract) {
        try {
            return Files.readString(contract).contains("\"type\": \"record\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
