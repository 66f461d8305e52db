package dev.gleaner.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * No time at all, for what comes from elsewhere into the tasks of conversations: it was stamped when it was written, and read before a
 * backlog of turns it would move stream time past them, and they would be forgotten (docs/decisions/0006).
 */
record Timeless() implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return 0;
    }
}
