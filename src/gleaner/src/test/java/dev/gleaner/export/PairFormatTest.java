package dev.gleaner.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.PreferencePair;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PairFormatTest {

    @Test
    void shouldWriteTheConversationalFormatOfTrl() {
        assertThat(PairFormat.TRL.of(Pairs.pair("p")))
                .hasToString("{\"prompt\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"Name a tree.\"}],"
                        + "\"chosen\":[{\"role\":\"assistant\",\"content\":\"Oak.\"}],"
                        + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"A tree is a plant.\"}],"
                        + "\"pair_id\":\"p\",\"confidence\":0.75,\"method\":\"REVISION\"}");
    }

    @Test
    void shouldWriteEveryFieldOfTheSchemaAsPlainJson() {
        var json = PairFormat.JSONL.of(Pairs.pair("p"));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(PreferencePair.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
        assertThat(json.get("chosen")).hasToString("{\"content\":\"Oak.\",\"model\":\"m\",\"turn_id\":\"2\"}");
        assertThat(json.get("decided_at").textValue()).isEqualTo("2026-01-31T08:00:00Z");
        assertThat(json.get("method").textValue()).isEqualTo("REVISION");
        assertThat(json.get("subject_id").isNull()).isTrue();
        assertThat(json.at("/provenance/labellers/0/kind").textValue()).isEqualTo("CLASSIFIER");
    }

    @Test
    void shouldSayThatAPairIsWithdrawn() {
        assertThat(PairFormat.withdrawn("p")).hasToString("{\"pair_id\":\"p\",\"withdrawn\":true}");
    }
}
