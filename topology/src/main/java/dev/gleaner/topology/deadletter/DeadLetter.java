package dev.gleaner.topology.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, as it came: key, value and headers untouched, and headers of ours that say where it came
 * from and why it is here. Where nobody holds the record any more, its place stands for it: the letter then has the conversation for
 * its key and no value.
 *
 * @param reason why it could not be used
 * @param detail one sentence for the person who can mend it, without text of the record
 * @param topic where it came from; null where time, not a record, made the harvest do what failed
 * @param partition the partition there
 * @param offset the offset there
 * @param timestamp its timestamp there, milliseconds since 1970-01-01 UTC
 */
public record DeadLetter(
        Reason reason, String detail, @Nullable String topic, int partition, long offset, long timestamp) {

    /** The header that gives the reason. */
    public static final String REASON = "gleaner.reason";

    static final String DETAIL = "gleaner.detail";
    /** The header that names the topic it came from. */
    public static final String TOPIC = "gleaner.topic";

    /** The header that names the partition it came from. */
    public static final String PARTITION = "gleaner.partition";
    /** The header that gives the offset there. */
    public static final String OFFSET = "gleaner.offset";

    static final String TIMESTAMP = "gleaner.timestamp";
    /** Set where the value was too large to be carried along: its length in bytes. */
    static final String OMITTED_BYTES = "gleaner.omitted-bytes";

    /** Larger values stay where they came from; a little under the 16 MiB that the topic takes. */
    static final int MAX_VALUE_BYTES = 15 * 1024 * 1024;

    /**
     * Of a record that is fine as far as we know, but processing it failed.
     *
     * @param failure its message may quote the record, so only its kind is told
     * @param stage where it failed
     */
    public static DeadLetter ofFailure(
            Exception failure, String stage, @Nullable String topic, int partition, long offset, long timestamp) {
        var detail = failure.getClass().getSimpleName() + " in stage " + stage;
        return new DeadLetter(Reason.PROCESSING_FAILED, detail, topic, partition, offset, timestamp);
    }

    /** What log lines call the record. */
    public String place() {
        return topic == null ? "What time released" : "Record " + topic + "-" + partition + "@" + offset;
    }

    /** The headers that say where it came from and why it is here. */
    public Headers headers() {
        return addTo(new RecordHeaders());
    }

    /**
     * The letter itself. A value that is larger than the topic takes is left out, and its length told.
     *
     * @param deadLetters the topic of dead letters
     * @param key of the record, as it came
     * @param value of the record, as it came
     * @param original headers of the record
     */
    public ProducerRecord<byte[], byte[]> toRecord(
            String deadLetters, byte @Nullable [] key, byte @Nullable [] value, Headers original) {
        var headers = addTo(new RecordHeaders(original));
        if (value == null || value.length <= MAX_VALUE_BYTES) {
            return new ProducerRecord<>(deadLetters, null, null, key, value, headers);
        }
        add(headers, OMITTED_BYTES, Integer.toString(value.length));
        return new ProducerRecord<>(deadLetters, null, null, key, null, headers);
    }

    private Headers addTo(Headers headers) {
        add(headers, REASON, reason.name());
        add(headers, DETAIL, detail);
        if (topic != null) {
            add(headers, TOPIC, topic);
            add(headers, PARTITION, Integer.toString(partition));
            add(headers, OFFSET, Long.toString(offset));
        }
        add(headers, TIMESTAMP, Long.toString(timestamp));
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
