package dev.gleaner.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySerdesTest {

    private static final String TOPIC = "gleaner.conversation-turns";
    private static final String SUBJECT = TOPIC + "-value";
    private static final Schema OURS = PublishedSchema.of(ConversationTurn.class);

    private final MockSchemaRegistryClient client = new MockSchemaRegistryClient();
    private final RegistrySerdes serdes = new RegistrySerdes(client, true);
    private final Serializer<ConversationTurn> serializer = serdes.serializer(ConversationTurn.class);
    private final Deserializer<ConversationTurn> deserializer = serdes.deserializer(ConversationTurn.class);

    // ---- what works

    @Test
    void shouldReadWhatItWrote() {
        byte[] frame = serializer.serialize(TOPIC, Samples.TURN);

        assertThat(deserializer.deserialize(TOPIC, frame)).isEqualTo(Samples.TURN);
    }

    @Test
    void shouldFrameARecordByMagicByteAndSchemaId() throws IOException, RestClientException {
        byte[] frame = serializer.serialize(TOPIC, Samples.TURN);

        ByteBuffer header = ByteBuffer.wrap(frame);
        assertThat(header.get()).isZero();
        assertThat(header.getInt()).isEqualTo(client.getId(SUBJECT, new AvroSchema(OURS)));
    }

    @Test
    void shouldPassNullOn() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldRegisterTheSchemaWithItsDocsAndWithoutHintsForJava() throws IOException, RestClientException {
        serdes.prepare(TOPIC, ConversationTurn.class);

        assertThat(client.getLatestSchemaMetadata(SUBJECT).getSchema())
                .contains("Who speaks. Filled by the chat product.")
                .doesNotContain("avro.java");
    }

    @Test
    void shouldReadRecordsOfAWriterThatKnowsFewerFields() throws IOException, RestClientException {
        Schema earlier = Evolution.without(OURS, "attributes");

        ConversationTurn read =
                deserializer.deserialize(TOPIC, frame(earlier, Evolution.generic(earlier, Samples.TURN)));

        assertThat(read)
                .isEqualTo(ConversationTurn.newBuilder(Samples.TURN)
                        .setAttributes(Map.of())
                        .build());
    }

    @Test
    void shouldReadWhatAWriterAheadOfUsWritesAsLongAsItKeepsToWhatWeKnow() throws IOException, RestClientException {
        // Given a writer whose roles are one more than ours
        Schema ahead = withOneMoreRole();
        GenericRecord turn = Evolution.generic(ahead, Samples.TURN);

        // When it uses a role that we know
        turn.put("role", new GenericData.EnumSymbol(ahead.getField("role").schema(), "USER"));
        assertThat(deserializer.deserialize(TOPIC, frame(ahead, turn))).isEqualTo(Samples.TURN);

        // And when it uses the other
        turn.put("role", new GenericData.EnumSymbol(ahead.getField("role").schema(), "JUDGE"));
        assertUnreadable(frame(ahead, turn), Reason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void shouldAskTheRegistryOnceForEachId() throws IOException {
        String schema = new ObjectMapper().writeValueAsString(OURS.toString());
        try (Registry registry = Registry.answering(200, "{\"schema\":" + schema + "}");
                RegistrySerdes connected = RegistrySerdes.connect(registry.connection())) {
            byte[] frame = serializer.serialize(TOPIC, Samples.TURN);
            Deserializer<ConversationTurn> turns = connected.deserializer(ConversationTurn.class);

            turns.deserialize(TOPIC, frame);
            turns.deserialize(TOPIC, frame);
            connected.deserializer(ConversationTurn.class).deserialize(TOPIC, frame);

            assertThat(registry.questions()).singleElement().asString().startsWith("GET /schemas/ids/1 ");
        }
    }

    // ---- what nobody can read

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000000", "01000000010203", "7b226964223a317d"})
    void shouldRefuseWhatIsNotInConfluentFraming(String hex) {
        assertUnreadable(HexFormat.of().parseHex(hex), Reason.MALFORMED);
    }

    @Test
    void shouldRefuseARecordThatEndsTooEarly() {
        byte[] frame = serializer.serialize(TOPIC, Samples.TURN);

        assertUnreadable(Arrays.copyOf(frame, frame.length - 1), Reason.MALFORMED);
    }

    @Test
    void shouldRefuseBytesBehindTheRecord() {
        byte[] frame = serializer.serialize(TOPIC, Samples.TURN);

        assertUnreadable(Arrays.copyOf(frame, frame.length + 1), Reason.MALFORMED);
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() {
        byte[] frame = serializer.serialize(TOPIC, Samples.TURN);
        frame[RegistrySerializer.HEADER_LENGTH + 1] = (byte) 0xFF; // first character of conversation_id

        assertUnreadable(frame, Reason.MALFORMED);
    }

    @Test
    void shouldKeepAReplacementCharacterThatTheWriterWrote() {
        ConversationTurn turn = ConversationTurn.newBuilder(Samples.TURN)
                .setContent("so it came: \uFFFD")
                .build();

        assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, turn)))
                .isEqualTo(turn);
    }

    @Test
    void shouldRefuseAStringThatClaimsMoreThanIsThereWithoutMakingRoomForIt() {
        serdes.prepare(TOPIC, ConversationTurn.class);
        // conversation_id of 2^31 - 9 bytes, of which none come
        byte[] frame = {0, 0, 0, 0, 1, (byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

        assertUnreadable(frame, Reason.MALFORMED);
    }

    @Test
    void shouldRefuseAnArrayOfNothingsThatClaimsToBeEndless() throws IOException, RestClientException {
        Schema writer = SchemaBuilder.record("ConversationTurn")
                .namespace("dev.gleaner.schema")
                .fields()
                .name("voids")
                .type()
                .array()
                .items()
                .nullType()
                .noDefault()
                .endRecord();
        int id = client.register(SUBJECT, new AvroSchema(withField(writer.getField("voids"))));
        byte[] frame = ByteBuffer.allocate(10)
                .put((byte) 0)
                .putInt(id)
                .put(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F})
                .array();

        assertUnreadable(frame, Reason.MALFORMED);
    }

    @Test
    void shouldRefuseASchemaThatCannotBecomeOurs() throws IOException, RestClientException {
        Schema other = Evolution.without(OURS, "turn_id");

        assertUnreadable(frame(other, Evolution.generic(other, Samples.TURN)), Reason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void shouldRefuseAnIdThatTheRegistryDoesNotKnowAndRememberIt() throws IOException {
        try (Registry registry = Registry.refusing(404, 40403);
                RegistrySerdes connected = RegistrySerdes.connect(registry.connection())) {
            assertUnreadable(connected, frameOf(77), Reason.UNKNOWN_SCHEMA);
            assertUnreadable(connected, frameOf(77), Reason.UNKNOWN_SCHEMA);

            assertThat(registry.questions()).hasSize(1);
        }
    }

    @Test
    void shouldNotAskForIdsThatNoRegistryGives() throws IOException {
        try (Registry registry = Registry.refusing(404, 40403);
                RegistrySerdes connected = RegistrySerdes.connect(registry.connection())) {
            assertUnreadable(connected, frameOf(-5), Reason.UNKNOWN_SCHEMA);

            assertThat(registry.questions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}"
            })
    void shouldRefuseAnIdOfWhatIsNotAnAvroSchema(String answer) throws IOException {
        try (Registry registry = Registry.answering(200, answer);
                RegistrySerdes connected = RegistrySerdes.connect(registry.connection())) {
            assertUnreadable(connected, frameOf(3), Reason.INCOMPATIBLE_SCHEMA);
        }
    }

    // ---- what waiting may mend

    @ParameterizedTest
    @CsvSource({"500,50001", "503,50301", "429,42901", "401,401", "403,40301", "404,404"})
    void shouldAskToWaitWhileTheRegistryDoesNotTell(int status, int code) throws IOException {
        try (Registry registry = Registry.refusing(status, code);
                RegistrySerdes connected = RegistrySerdes.connect(registry.connection())) {
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> read(connected, frameOf(3)))
                    .withMessageContaining("HTTP " + status);
        }
    }

    @Test
    void shouldAskToWaitWhileNobodyListens() throws IOException {
        RegistryConnection gone;
        try (Registry registry = Registry.answering(200, "")) {
            gone = registry.connection();
        }
        try (RegistrySerdes connected = RegistrySerdes.connect(gone)) {
            assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> read(connected, frameOf(3)));
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> connected.prepare(TOPIC, ConversationTurn.class))
                    .withMessageContaining(SUBJECT);
        }
    }

    @Test
    void shouldReadOnOnceTheRegistryAnswersAgain() throws IOException, RestClientException {
        byte[] frame = serializer.serialize(TOPIC, Samples.TURN);
        RegistrySerdes flaky = new RegistrySerdes(new OnceUnavailable(client), true);
        Deserializer<ConversationTurn> turns = flaky.deserializer(ConversationTurn.class);

        assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> turns.deserialize(TOPIC, frame));
        assertThat(turns.deserialize(TOPIC, frame)).isEqualTo(Samples.TURN);
    }

    // ---- what somebody must mend before the start

    @Test
    void shouldSayWhichSubjectLacksOurSchemaWhereItMustNotBeRegistered() {
        RegistrySerdes careful = new RegistrySerdes(client, false);

        assertThatIllegalStateException()
                .isThrownBy(() -> careful.prepare(TOPIC, ConversationTurn.class))
                .withMessageContaining(SUBJECT)
                .withMessageContaining("register it");
    }

    @Test
    void shouldFindASchemaThatSomebodyElseRegistered() throws IOException, RestClientException {
        client.register(SUBJECT, new AvroSchema(OURS));

        assertThatCode(() -> new RegistrySerdes(client, false).prepare(TOPIC, ConversationTurn.class))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "401,401,credentials",
        "403,40301,credentials",
        "404,404,configured URL",
        "409,409,not compatible",
        "422,42201,not compatible"
    })
    void shouldSayWhatToMendWhereTheRegistryRefuses(int status, int code, String hint) throws IOException {
        try (Registry registry = Registry.refusing(status, code);
                RegistrySerdes connected = RegistrySerdes.connect(registry.connection())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> connected.prepare(TOPIC, ConversationTurn.class))
                    .withMessageContaining(hint);
        }
    }

    @Test
    void shouldNotPrintSecretsOfAConnection() {
        RegistryConnection connection = new RegistryConnection(
                List.of("https://me:secret@registry:8081"), Map.of("basic.auth.user.info", "me:secret"), false);

        assertThat(connection).asString().doesNotContain("secret").contains("https://registry:8081");
    }

    // ---- steps

    private byte[] frame(Schema writer, GenericRecord value) throws IOException, RestClientException {
        int id = client.register("other-value", new AvroSchema(writer));
        byte[] binary = Evolution.binary(writer, value);
        return ByteBuffer.allocate(RegistrySerializer.HEADER_LENGTH + binary.length)
                .put(RegistrySerializer.MAGIC)
                .putInt(id)
                .put(binary)
                .array();
    }

    private static byte[] frameOf(int id) {
        return ByteBuffer.allocate(RegistrySerializer.HEADER_LENGTH)
                .put(RegistrySerializer.MAGIC)
                .putInt(id)
                .array();
    }

    private static Schema withOneMoreRole() {
        return new Schema.Parser().parse(OURS.toString().replace("\"TOOL\"]", "\"TOOL\",\"JUDGE\"]"));
    }

    private static Schema withField(Schema.Field first) {
        return new Schema.Parser()
                .parse(OURS.toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"" + first.name() + "\",\"type\":" + first.schema() + "},"));
    }

    private @Nullable ConversationTurn read(RegistrySerdes from, byte[] frame) {
        return from.deserializer(ConversationTurn.class).deserialize(TOPIC, frame);
    }

    private void assertUnreadable(byte[] frame, Reason reason) {
        assertUnreadable(serdes, frame, reason);
    }

    private void assertUnreadable(RegistrySerdes from, byte[] frame, Reason reason) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> read(from, frame))
                .returns(reason, UnreadableRecordException::reason);
    }

    /** Fails the first question, as a registry that restarts. */
    private static final class OnceUnavailable extends MockSchemaRegistryClient {

        private final MockSchemaRegistryClient then;
        private boolean asked;

        OnceUnavailable(MockSchemaRegistryClient then) {
            this.then = then;
        }

        @Override
        public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            if (!asked) {
                asked = true;
                throw new IOException("connection reset");
            }
            return then.getSchemaById(id);
        }
    }
}
