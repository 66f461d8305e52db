package dev.gleaner.export;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all partitions of a topic as a trainer should: committed records only. It joins no group and leaves no trace. For one thread.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * Opens a topic, at its begin.
     *
     * @param kafka settings of the client
     * @param topic full name
     * @throws IllegalStateException if the cluster has no such topic
     */
    public TopicReader(Map<String, Object> kafka, String topic) {
        this(committedOnly(kafka), topic);
    }

    TopicReader(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new IllegalStateException("Kafka has no topic " + topic + ": `gleaner topics --create` makes it");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static KafkaConsumer<String, byte[]> committedOnly(Map<String, Object> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Goes back to the begin. */
    public void rewind() {
        consumer.seekToBeginning(partitions);
    }

    /** Passes over all that is there. */
    public void skipToEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Reads up to what is the end when it is called; the next call goes on from there.
     *
     * @param sink takes each record; a null value is a tombstone
     */
    public void readToEnd(Consumer<ConsumerRecord<String, byte[]>> sink) {
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    sink.accept(record);
                }
            }
        }
        ends.forEach(this::goBackTo);
    }

    /** What came meanwhile was fetched, and is for the next call. */
    private void goBackTo(TopicPartition partition, long end) {
        if (consumer.position(partition) > end) {
            consumer.seek(partition, end);
        }
    }

    /**
     * Reads on as records come.
     *
     * @param sink takes each record; a null value is a tombstone
     * @param goOn asked several times a second
     */
    public void follow(Consumer<ConsumerRecord<String, byte[]>> sink, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            consumer.poll(POLL).forEach(sink);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
