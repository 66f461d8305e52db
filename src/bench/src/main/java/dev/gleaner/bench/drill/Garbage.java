package dev.gleaner.bench.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that no harvest can use, of every kind that a topic may hold, each with the reasons that may be given for it. */
final class Garbage {

    /** Kinds, and the reasons that fit each. */
    enum Kind {
        RANDOM_BYTES("MALFORMED", "UNKNOWN_SCHEMA"),
        WRONG_SCHEMA_ID("UNKNOWN_SCHEMA"),
        CUT_OFF_AVRO("MALFORMED"),
        NO_VALUE("MALFORMED"),
        BROKEN_JSON("MALFORMED"),
        INVALID_UTF8("MALFORMED"),
        MISSING_FIELD("MISSING_FIELD"),
        UNKNOWN_ROLE("INVALID_FIELD"),
        FUTURE_TIMESTAMP("TIMESTAMP_IN_FUTURE"),
        WRONG_KEY("KEY_MISMATCH"),
        UNKNOWN_FORM("UNSUPPORTED_CONTENT_TYPE"),
        /** 10 MB of text: rare, or the drill measures the disk. */
        TOO_LARGE("CONTENT_TOO_LARGE");

        private final Set<String> reasons;

        Kind(String... reasons) {
            this.reasons = Set.of(reasons);
        }

        boolean mayBe(String reason) {
            return reasons.contains(reason);
        }
    }

    private static final int LARGE = 10 * 1024 * 1024;

    private final String topic;
    private final Function<ConversationTurn, byte[]> framed;
    private final Random random;

    /**
     * A source of garbage.
     *
     * @param topic where it goes
     * @param framed writes a turn in Confluent framing
     * @param seed the same seed gives the same garbage
     */
    Garbage(String topic, Function<ConversationTurn, byte[]> framed, long seed) {
        this.topic = topic;
        this.framed = framed;
        this.random = new Random(seed);
    }

    /** The next record of a kind. */
    ProducerRecord<byte[], byte[]> next(Kind kind) {
        var id = "garbage-" + random.nextInt(1000);
        return switch (kind) {
            case RANDOM_BYTES -> record(id, bytes(1 + random.nextInt(200)), null);
            case WRONG_SCHEMA_ID ->
                record(
                        id,
                        ByteBuffer.allocate(20)
                                .put((byte) 0)
                                .putInt(900_000 + random.nextInt(100))
                                .array(),
                        null);
            case CUT_OFF_AVRO -> record(id, cut(framed.apply(turn(id, "Hello", Instant.EPOCH))), null);
            case NO_VALUE -> record(id, null, null);
            case BROKEN_JSON -> json(id, "{\"conversation_id\": ");
            case INVALID_UTF8 -> record(id, spoilt(framed.apply(turn(id, "Hello?", Instant.EPOCH))), null);
            case MISSING_FIELD -> json(id, body(id, "user").replace("\"content\"", "\"text\""));
            case UNKNOWN_ROLE -> json(id, body(id, "wizard"));
            case FUTURE_TIMESTAMP ->
                record(id, framed.apply(turn(id, "Hello", Instant.parse("2199-01-01T00:00:00Z"))), null);
            case WRONG_KEY -> record("other-" + id, framed.apply(turn(id, "Hello", Instant.EPOCH)), null);
            case UNKNOWN_FORM -> record(id, "<turn/>".getBytes(UTF_8), "application/xml");
            case TOO_LARGE -> json(id, body(id, "user").replace("Hello", "x".repeat(LARGE)));
        };
    }

    private static ConversationTurn turn(String id, String content, Instant createdAt) {
        return ConversationTurn.newBuilder()
                .setConversationId(id)
                .setTurnId("t")
                .setRole(Role.USER)
                .setContent(content)
                .setCreatedAt(createdAt)
                .build();
    }

    private static String body(String id, String role) {
        return """
               {"conversation_id": "%s", "turn_id": "t", "role": "%s", "content": "Hello", "created_at": 0}"""
                .formatted(id, role);
    }

    private ProducerRecord<byte[], byte[]> json(String key, String body) {
        return record(key, body.getBytes(UTF_8), "application/json");
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value, @Nullable String contentType) {
        var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
        if (contentType != null) {
            record.headers().add("content-type", contentType.getBytes(UTF_8));
        }
        return record;
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] cut(byte[] frame) {
        return Arrays.copyOf(frame, frame.length - 12);
    }

    /** Puts a byte into the content that stands nowhere in UTF-8. */
    private static byte[] spoilt(byte[] frame) {
        var spoilt = frame.clone();
        for (var i = 0; i < spoilt.length; i++) {
            if (spoilt[i] == '?') {
                spoilt[i] = (byte) 0xFF;
            }
        }
        return spoilt;
    }
}
