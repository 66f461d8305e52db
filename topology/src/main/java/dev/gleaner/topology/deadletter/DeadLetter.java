package dev.gleaner.topology.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, as it came: key, value and headers untouched, and headers of ours that say where it came
 * from and why it is here.
 *
 * @param reason why it could not be used
 * @param detail one sentence for the person who can mend it, without text of the record
 * @param topic where it came from
 * @param partition the partition there
 * @param offset the offset there
 * @param timestamp its timestamp there, milliseconds since 1970-01-01 UTC
 */
record DeadLetter(Reason reason, String detail, String topic, int partition, long offset, long timestamp) {

    static final String REASON = "gleaner.reason";
    static final String DETAIL = "gleaner.detail";
    static final String TOPIC = "gleaner.topic";
    static final String PARTITION = "gleaner.partition";
    static final String OFFSET = "gleaner.offset";
    static final String TIMESTAMP = "gleaner.timestamp";
    /** Set where the value was too large to be carried along: its length in bytes. */
    static final String OMITTED_BYTES = "gleaner.omitted-bytes";

    /** Larger values stay where they came from; a little under the 16 MiB that the topic takes. */
    static final int MAX_VALUE_BYTES = 15 * 1024 * 1024;

    ProducerRecord<byte[], byte[]> toRecord(
            String deadLetters, byte @Nullable [] key, byte @Nullable [] value, Headers original) {
        var headers = new RecordHeaders(original);
        add(headers, REASON, reason.name());
        add(headers, DETAIL, detail);
        add(headers, TOPIC, topic);
        add(headers, PARTITION, Integer.toString(partition));
        add(headers, OFFSET, Long.toString(offset));
        add(headers, TIMESTAMP, Long.toString(timestamp));
        if (value == null || value.length <= MAX_VALUE_BYTES) {
            return new ProducerRecord<>(deadLetters, null, null, key, value, headers);
        }
        add(headers, OMITTED_BYTES, Integer.toString(value.length));
        return new ProducerRecord<>(deadLetters, null, null, key, null, headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
