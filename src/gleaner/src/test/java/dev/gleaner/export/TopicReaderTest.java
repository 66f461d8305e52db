package dev.gleaner.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("pairs", 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Long> read = new ArrayList<>();

    @Test
    void shouldLeaveToTheNextCallWhatCameMeanwhile() {
        consumer.updatePartitions(
                "pairs", List.of(new PartitionInfo("pairs", 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        try (var reader = new TopicReader(consumer, "pairs")) {
            consumer.updateEndOffsets(Map.of(PARTITION, 1L));
            consumer.addRecord(record(0));
            consumer.addRecord(record(1)); // fetched together with the one before, though the end was before it

            reader.readToEnd(record -> read.add(record.offset()));
            assertThat(read).containsExactly(0L);

            consumer.updateEndOffsets(Map.of(PARTITION, 2L));
            consumer.addRecord(record(1)); // as a broker gives it once more
            reader.readToEnd(record -> read.add(record.offset()));
            assertThat(read).containsExactly(0L, 1L);
        }
    }

    private static ConsumerRecord<String, byte[]> record(long offset) {
        return new ConsumerRecord<>("pairs", 0, offset, "key", new byte[0]);
    }
}
