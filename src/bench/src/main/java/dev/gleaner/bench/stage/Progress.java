package dev.gleaner.bench.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far a group of consumers has come with a topic, by its committed offsets. */
public final class Progress {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, Long> ends;

    private Progress(Admin admin, String group, Map<TopicPartition, Long> ends) {
        this.admin = admin;
        this.group = group;
        this.ends = ends;
    }

    /** The progress up to where the topic ends now. */
    public static Progress of(Admin admin, String group, String topic) throws InterruptedException, ExecutionException {
        return new Progress(admin, group, ends(admin, topic, IsolationLevel.READ_UNCOMMITTED));
    }

    /** Where each partition of a topic ends now, as readers of an isolation see it. */
    static Map<TopicPartition, Long> ends(Admin admin, String topic, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
        var latest = described.values().stream()
                .flatMap(description -> description.partitions().stream())
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()), any -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Records that the group has committed. */
    public long done() throws InterruptedException, ExecutionException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.keySet().stream()
                .map(committed::get)
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    /** Records that there are. */
    public long all() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Waits until all records are committed.
     *
     * @return nanoseconds of {@link System#nanoTime} when it was seen
     * @throws IllegalStateException if that takes longer than the limit
     */
    public long awaitEnd(Duration limit) throws InterruptedException, ExecutionException {
        return await(all(), limit);
    }

    /**
     * Waits until a number of records is committed.
     *
     * @return nanoseconds of {@link System#nanoTime} when it was seen
     * @throws IllegalStateException if that takes longer than the limit
     */
    public long await(long records, Duration limit) throws InterruptedException, ExecutionException {
        var giveUpAt = System.nanoTime() + limit.toNanos();
        while (done() < records) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("After " + limit + ", " + done() + " of " + records
                        + " records of group " + group + " were committed");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        return System.nanoTime();
    }
}
