package dev.gleaner.topology.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What the headers of a record in CloudEvents binary mode add to its body (CloudEvents 1.0, Kafka protocol binding 3.2): each
 * attribute is a header with the prefix {@code ce_}. The body wins where both say something. All empty for a record that is no
 * CloudEvent.
 *
 * @param id attribute {@code id}: the turn_id or signal_id
 * @param time attribute {@code time}: created_at
 * @param subjectId extension {@code subjectid}: subject_id
 * @param tenant extension {@code tenant}: tenant
 */
record CloudEvent(Optional<String> id, Optional<Instant> time, Optional<String> subjectId, Optional<String> tenant) {

    private static final CloudEvent NONE =
            new CloudEvent(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static CloudEvent of(Headers headers) {
        if (headers.lastHeader("ce_specversion") == null) {
            return NONE;
        }
        return new CloudEvent(
                attribute(headers, "ce_id"),
                attribute(headers, "ce_time").map(CloudEvent::time),
                attribute(headers, "ce_subjectid"),
                attribute(headers, "ce_tenant"));
    }

    private static Optional<String> attribute(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(header -> header.value())
                .map(value -> new String(value, UTF_8));
    }

    private static Instant time(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new RejectedException(
                    Reason.INVALID_FIELD, "Header ce_time is no RFC 3339 time, such as 2026-11-21T10:00:00Z");
        }
    }
}
