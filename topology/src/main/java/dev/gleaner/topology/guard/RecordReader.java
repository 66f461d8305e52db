package dev.gleaner.topology.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.serde.RegistryUnavailableException;
import dev.gleaner.schema.serde.UnreadableRecordException;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the records of one input topic in the form that their {@code content-type} header names, else in that of the topic. The
 * bytes themselves are never guessed at: a framed record may begin like anything.
 *
 * @param topic the topic, for the deserializer
 * @param form the form of records that do not name one
 * @param avro reads framed Avro
 * @param json reads JSON
 */
record RecordReader<T>(String topic, InputForm form, Deserializer<T> avro, JsonReader<T> json) {

    /** The media type of Confluent-framed Avro: not plain Avro, so not {@code avro/binary}. */
    static final String FRAMED_AVRO = "application/vnd.confluent.avro";

    /**
     * Reads one value.
     *
     * @throws RejectedException if nobody can read it
     * @throws RegistryUnavailableException if waiting may help
     */
    T read(byte[] value, Headers headers) {
        return switch (formOf(headers)) {
            case AVRO -> readAvro(value, headers);
            case JSON -> json.read(JsonBody.parse(value), CloudEvent.of(headers));
        };
    }

    private T readAvro(byte[] value, Headers headers) {
        try {
            return avro.deserialize(topic, headers, value);
        } catch (UnreadableRecordException e) {
            throw new RejectedException(Reason.valueOf(e.reason().name()), String.valueOf(e.getMessage()));
        }
    }

    private InputForm formOf(Headers headers) {
        var header = headers.lastHeader("content-type");
        if (header == null || header.value() == null) {
            return form;
        }
        var mediaType = mediaType(new String(header.value(), UTF_8));
        if (mediaType.startsWith("application/cloudevents")) {
            throw new RejectedException(
                    Reason.UNSUPPORTED_CONTENT_TYPE,
                    "CloudEvents are read in binary mode only: attributes as ce_ headers, the turn as the value");
        }
        if (mediaType.equals(FRAMED_AVRO)) {
            return InputForm.AVRO;
        }
        if (mediaType.equals("application/json") || mediaType.endsWith("+json")) {
            return InputForm.JSON;
        }
        throw new RejectedException(
                Reason.UNSUPPORTED_CONTENT_TYPE,
                "Header content-type must be application/json or " + FRAMED_AVRO + ", or be left out");
    }

    private static String mediaType(String contentType) {
        var parameters = contentType.indexOf(';');
        var bare = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return bare.strip().toLowerCase(Locale.ROOT);
    }
}
