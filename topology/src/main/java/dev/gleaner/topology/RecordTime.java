package dev.gleaner.topology;

import dev.gleaner.topology.guard.Limits;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp, but never far ahead of the wall clock: one producer with a wrong clock must not move stream time,
 * and with it the expiry of everybody's conversations.
 *
 * @param limits how far ahead
 */
record RecordTime(Limits limits) implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        var latest = System.currentTimeMillis() + limits.clockSkew().toMillis();
        var stamped = record.timestamp() < 0 ? partitionTime : record.timestamp();
        return Math.max(0, Math.min(stamped, latest));
    }
}
