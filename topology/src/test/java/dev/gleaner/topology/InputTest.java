package dev.gleaner.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.serde.StateSerde;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may come in, in which form, and what is said of the rest. */
class InputTest {

    private static final byte[] KEY = HarvestRig.CONVERSATION.getBytes(UTF_8);

    private final HarvestRig rig = new HarvestRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldSayWhereADeadLetterCameFromAndWhy() {
        rig.user("u1", "Hi").record(KEY, "{".getBytes(UTF_8), new RecordHeaders().add("trace", "t1".getBytes(UTF_8)));

        assertThat(rig.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(KEY);
            assertThat(letter.value()).isEqualTo("{".getBytes(UTF_8));
            assertThat(HarvestRig.header(letter, "trace")).isEqualTo("t1");
            assertThat(HarvestRig.header(letter, "gleaner.reason")).isEqualTo("MALFORMED");
            assertThat(HarvestRig.header(letter, "gleaner.topic")).isEqualTo("conversation-turns");
            assertThat(HarvestRig.header(letter, "gleaner.partition")).isEqualTo("0");
            assertThat(HarvestRig.header(letter, "gleaner.offset")).isEqualTo("1");
            assertThat(HarvestRig.header(letter, "gleaner.detail")).isNotBlank();
        });
    }

    @Test
    void shouldRejectEachKindOfGarbageByName() {
        rejected("MALFORMED", null);
        rejected("MALFORMED", "");
        rejected("MALFORMED", "[1, 2]");
        rejected("MALFORMED", "{} {}");
        rejected("MISSING_FIELD", "{}");
        rejected("MISSING_FIELD", without("content"));
        rejected("MISSING_FIELD", without("created_at"));
        rejected("MISSING_FIELD", with("content", null));
        rejected("INVALID_FIELD", with("content", 7));
        rejected("INVALID_FIELD", with("role", "wizard"));
        rejected("INVALID_FIELD", with("created_at", "yesterday"));
        rejected("INVALID_FIELD", with("turn_id", ""));
        rejected("INVALID_FIELD", with("turn_id", "a\u0000b"));
        rejected("INVALID_FIELD", with("turn_id", "x".repeat(257)));
        rejected("INVALID_FIELD", with("parent_turn_id", "t"));
        rejected("KEY_MISMATCH", with("conversation_id", "another"));
        rejected("CONTENT_TOO_LARGE", with("content", "ü".repeat(5_001)));
        rejected("TIMESTAMP_IN_FUTURE", with("created_at", "2199-01-01T00:00:00Z"));
    }

    @Test
    void shouldRejectARecordWithoutKey() {
        rig.record(null, HarvestRig.json(HarvestRig.turn("t", "user", "Hi", null)), new RecordHeaders());

        assertThat(rig.rejections()).containsExactly("KEY_MISMATCH");
    }

    @Test
    void shouldRejectInvalidUtf8() {
        var latin = new String(HarvestRig.json(HarvestRig.turn("t", "user", "für", null)), UTF_8).getBytes(ISO_8859_1);
        rig.record(KEY, latin, new RecordHeaders());

        assertThat(rig.rejections()).containsExactly("MALFORMED");
    }

    @Test
    void shouldQuoteNoTextInADeadLettersHeaders() {
        var broken = "{\"content\": \"my secret\", \"role\": my secret}";
        rig.record(KEY, broken.getBytes(UTF_8), new RecordHeaders());

        assertThat(rig.deadLetters()).singleElement().satisfies(letter -> Arrays.stream(
                        letter.headers().toArray())
                .forEach(header -> assertThat(new String(header.value(), UTF_8)).doesNotContain("secret")));
    }

    @Test
    void shouldReadTheFormThatTheHeaderNamesWhateverTheTopicHolds() {
        var turn = ConversationTurn.newBuilder()
                .setConversationId(HarvestRig.CONVERSATION)
                .setTurnId("u1")
                .setRole(Role.USER)
                .setContent("Hi")
                .setCreatedAt(Instant.EPOCH)
                .build();
        var avro = StateSerde.of(ConversationTurn.class).serializer().serialize("", turn);
        rig.record(KEY, avro, contentType("application/vnd.confluent.avro"))
                .record(
                        KEY,
                        HarvestRig.json(HarvestRig.turn("a1", "assistant", "Hello", null)),
                        contentType("application/json; charset=utf-8"));

        assertThat(rig.entries("turns")).isEqualTo(2);
    }

    @Test
    void shouldRejectAFormThatIsNotRead() {
        rig.record(KEY, "<turn/>".getBytes(UTF_8), contentType("application/xml"))
                .record(KEY, "{}".getBytes(UTF_8), contentType("application/cloudevents+json"));

        assertThat(rig.rejections()).containsExactly("UNSUPPORTED_CONTENT_TYPE", "UNSUPPORTED_CONTENT_TYPE");
    }

    @Test
    void shouldTakeIdAndTimeFromCloudEventsHeaders() {
        var body = HarvestRig.turn("t", "user", "Hi", null);
        body.remove("turn_id");
        body.remove("created_at");
        var headers = contentType("application/json");
        Map.of("ce_specversion", "1.0", "ce_id", "e1", "ce_time", "2026-01-01T00:00:00Z", "ce_tenant", "t1")
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        rig.record(KEY, HarvestRig.json(body), headers);

        assertThat(rig.rejections()).isEmpty();
        assertThat(rig.entries("turns")).isEqualTo(1);
    }

    private void rejected(String reason, @org.jspecify.annotations.Nullable String value) {
        rig.record(KEY, value == null ? null : value.getBytes(UTF_8), new RecordHeaders());

        assertThat(rig.rejections()).as("reason for %s", value).containsExactly(reason);
    }

    private static String without(String field) {
        var turn = HarvestRig.turn("t", "user", "Hi", null);
        turn.remove(field);
        return new String(HarvestRig.json(turn), UTF_8);
    }

    private static String with(String field, @org.jspecify.annotations.Nullable Object value) {
        var turn = HarvestRig.turn("t", "user", "Hi", null);
        turn.put(field, value);
        return new String(HarvestRig.json(turn), UTF_8);
    }

    private static RecordHeaders contentType(String type) {
        var headers = new RecordHeaders();
        headers.add("content-type", type.getBytes(UTF_8));
        return headers;
    }
}
