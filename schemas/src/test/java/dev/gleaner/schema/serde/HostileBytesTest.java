package dev.gleaner.schema.serde;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.PreferencePair;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Whatever comes in, it is either read or refused as unreadable: nothing else is thrown, and no room is made for claims. */
class HostileBytesTest {

    private static final String TOPIC = "topic";

    private final RegistrySerdes serdes = new RegistrySerdes(new MockSchemaRegistryClient(), true);
    private final byte[] pair = serdes.serializer(PreferencePair.class).serialize(TOPIC, Samples.PAIR);

    @Property
    void shouldSurviveRandomBytes(@ForAll byte[] bytes) {
        readOrRefuse(serdes.deserializer(ConversationTurn.class), bytes);
        readOrRefuse(StateSerde.of(ConversationTurn.class).deserializer(), bytes);
    }

    @Property
    void shouldSurviveRandomBytesBehindAGoodHeader(@ForAll byte[] bytes) {
        byte[] frame = pair.clone();
        System.arraycopy(
                bytes,
                0,
                frame,
                RegistrySerializer.HEADER_LENGTH,
                Math.min(bytes.length, frame.length - RegistrySerializer.HEADER_LENGTH));

        readOrRefuse(serdes.deserializer(PreferencePair.class), frame);
    }

    @Property
    void shouldSurviveAnyChangedByte(@ForAll @IntRange(min = 0, max = 10_000) int position, @ForAll byte value) {
        byte[] frame = pair.clone();
        frame[position % frame.length] = value;

        readOrRefuse(serdes.deserializer(PreferencePair.class), frame);
    }

    private static <T extends SpecificRecord> void readOrRefuse(Deserializer<T> deserializer, byte[] bytes) {
        try {
            deserializer.deserialize(TOPIC, bytes);
        } catch (UnreadableRecordException expected) {
            // Anything else fails the property
        }
    }
}
