package dev.gleaner.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StateSerdeTest {

    private final Serde<ConversationTurn> turns = StateSerde.of(ConversationTurn.class);

    @ParameterizedTest
    @FieldSource("dev.gleaner.schema.serde.Samples#ALL")
    void shouldReadWhatItWrote(SpecificRecord sample) {
        Serde<SpecificRecord> serde = serdeOf(sample);

        byte[] frame = serde.serializer().serialize("store", sample);

        assertThat(serde.deserializer().deserialize("store", frame)).isEqualTo(sample);
    }

    @Test
    void shouldWriteFramesThatAvroItselfReads() throws IOException {
        byte[] frame = turns.serializer().serialize("store", Samples.TURN);

        assertThat(ConversationTurn.getDecoder().decode(frame)).isEqualTo(Samples.TURN);
    }

    @Test
    void shouldReadStateWrittenWithAnEarlierSchema() {
        // Given state of a version that knew of no attributes
        Schema earlier = Evolution.without(PublishedSchema.of(ConversationTurn.class), "attributes");
        byte[] frame = Evolution.singleObject(earlier, Samples.TURN);
        Serde<ConversationTurn> evolved = new StateSerde<>(ConversationTurn.class, List.of(earlier));

        // When this version reads it
        ConversationTurn read = evolved.deserializer().deserialize("store", frame);

        // Then what it knew is there, and the rest has its default
        assertThat(read)
                .isEqualTo(ConversationTurn.newBuilder(Samples.TURN)
                        .setAttributes(Map.of())
                        .build());
    }

    @Test
    void shouldPassNullOn() {
        assertThat(turns.serializer().serialize("store", null)).isNull();
        assertThat(turns.deserializer().deserialize("store", null)).isNull();
    }

    @Test
    void shouldRefuseAFrameOfASchemaThatItNeverHad() {
        byte[] frame = turns.serializer().serialize("store", Samples.TURN);
        frame[2] ^= 1;

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> turns.deserializer().deserialize("store", frame))
                .withMessageContaining("newer")
                .returns(Reason.UNKNOWN_SCHEMA, UnreadableRecordException::reason);
    }

    @Test
    void shouldRefuseWhatIsNotAFrame() {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> turns.deserializer().deserialize("store", new byte[] {0, 0, 0, 0, 1, 2}))
                .returns(Reason.MALFORMED, UnreadableRecordException::reason);
    }

    @SuppressWarnings("unchecked")
    private static Serde<SpecificRecord> serdeOf(SpecificRecord sample) {
        return (Serde<SpecificRecord>) StateSerde.of(sample.getClass());
    }
}
