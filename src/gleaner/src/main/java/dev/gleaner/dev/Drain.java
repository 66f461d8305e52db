package dev.gleaner.dev;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Waits until a group has read all of its inputs, and until what it wrote can be read by others. */
final class Drain {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Admin admin;
    private final Runnable requireWorking;

    /**
     * A wait.
     *
     * @param admin stays open
     * @param requireWorking throws where waiting makes no sense any more; asked several times a second
     */
    Drain(Admin admin, Runnable requireWorking) {
        this.admin = admin;
        this.requireWorking = requireWorking;
    }

    /**
     * Waits until a group has committed all that stands in its inputs, which must not be written to any more.
     *
     * @throws IllegalStateException if it makes no progress for two minutes
     */
    void awaitRead(String group, List<String> inputs) throws InterruptedException, ExecutionException {
        var ends = offsets(inputs, IsolationLevel.READ_UNCOMMITTED);
        await(() -> {
            var done = committed(group);
            return sum(ends, end -> Math.max(0, end.getValue() - done.getOrDefault(end.getKey(), 0L)));
        });
    }

    /**
     * Waits until all transactions on some topics have ended: a commit is written to the group a moment before it is to the outputs.
     *
     * @throws IllegalStateException as above
     */
    void awaitReadable(List<String> outputs) throws InterruptedException, ExecutionException {
        await(() -> {
            var readable = offsets(outputs, IsolationLevel.READ_COMMITTED);
            return sum(
                    offsets(outputs, IsolationLevel.READ_UNCOMMITTED),
                    end -> end.getValue() - readable.getOrDefault(end.getKey(), 0L));
        });
    }

    /**
     * Waits until no more requests come, and all are answered; models take as long as they take.
     *
     * @param quiet how long no request may come before there are no more
     */
    void awaitAnswered(OpenRequests requests, Duration quiet) throws InterruptedException {
        var before = -1;
        var quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < quiet.toNanos()) {
            requireWorking.run();
            requests.readOn();
            if (requests.open() > 0 || requests.requests() != before) {
                before = requests.requests();
                quietSince = System.nanoTime();
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void await(Remaining remaining) throws InterruptedException, ExecutionException {
        var least = Long.MAX_VALUE;
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        for (var left = remaining.records(); left > 0; left = remaining.records()) {
            requireWorking.run();
            if (left < least) {
                least = left;
                giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("The harvest makes no progress, with " + left + " records to go");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private Map<TopicPartition, Long> committed(String group) throws InterruptedException, ExecutionException {
        var committed = new HashMap<TopicPartition, Long>();
        for (var offset : admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()) {
            OffsetAndMetadata value = offset.getValue();
            if (value != null) {
                committed.put(offset.getKey(), value.offset());
            }
        }
        return committed;
    }

    private Map<TopicPartition, Long> offsets(List<String> topics, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        var latest = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static long sum(Map<TopicPartition, Long> ends, ToLongFunction<Map.Entry<TopicPartition, Long>> left) {
        return ends.entrySet().stream().mapToLong(left).sum();
    }

    /** How much is left to wait for. */
    @FunctionalInterface
    private interface Remaining {
        long records() throws InterruptedException, ExecutionException;
    }
}
