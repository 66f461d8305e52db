package dev.gleaner.recipes.work;

import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.ask.ServiceRefusedException;
import dev.gleaner.schema.serde.RegistrySerdes;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.InvalidOffsetMetadataHandlingPolicy;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelEoSStreamProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LLM worker. Reads requests, many at once and in no order, and writes what its {@link Task}s make of them: at least once, since an
 * offset is committed only after the broker has what came of its request. A request that is under way when its worker dies, stops
 * or loses the partition is answered again elsewhere; the harvest takes one answer.
 *
 * <p>Offsets are those of <a href="https://github.com/confluentinc/parallel-consumer">Parallel Consumer</a>: the group's offset of a partition
 * is its first open request, and the metadata beside it tells which of those behind are done.
 */
public final class Worker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);
    /** A dead letter carries what came in, and its headers. */
    private static final int LARGEST_RECORD_BYTES = 17 * 1024 * 1024;

    /** How long a service that refuses us is left alone, before somebody may have mended the settings. */
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(30);

    /** Requests that wait in memory for one that is under way; each may be 2 MiB. */
    private static final int WAITING_FOR_EACH = 2;

    private final WorkSettings settings;
    private final List<Task<?, ?>> tasks;
    private final Allowance allowance;
    private final Desk desk;
    private final Producer<byte[], byte[]> producer;
    private final ParallelEoSStreamProcessor<byte[], byte[]> requests;
    private final ScheduledExecutorService resuming;
    private Optional<String> waitsFor = Optional.empty();

    private Worker(WorkSettings settings, List<Task<?, ?>> tasks, Allowance allowance, WorkListener listener) {
        this.settings = settings;
        this.tasks = List.copyOf(tasks);
        this.allowance = allowance;
        producer = new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
        desk = new Desk(
                this.tasks.stream().collect(Collectors.toUnmodifiableMap(Task::requests, Function.identity())),
                new Outbox(producer, settings.topics().deadLetters()),
                listener);
        requests = new ParallelEoSStreamProcessor<>(options());
        resuming = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "worker-resume"));
    }

    /**
     * Starts one that generates.
     *
     * @param registry holds the schemas of requests and results; stays open
     * @param generation answers requests
     * @param allowance stops the asking for a while; requests then stay in their topic
     * @param listener is told what is done
     * @return at work, until it is closed
     */
    public static Worker start(
            WorkSettings settings,
            RegistrySerdes registry,
            Generation generation,
            Allowance allowance,
            WorkListener listener) {
        return start(settings, List.of(Task.generation(settings, registry, generation)), allowance, listener);
    }

    /**
     * Starts one.
     *
     * @param tasks what it does, one at least, each with a topic of its own
     * @param allowance stops the asking for a while; requests then stay in their topics
     * @param listener is told what is done
     * @return at work, until it is closed
     */
    public static Worker start(
            WorkSettings settings, List<Task<?, ?>> tasks, Allowance allowance, WorkListener listener) {
        var worker = new Worker(settings, tasks, allowance, listener);
        worker.begin();
        return worker;
    }

    private void begin() {
        requests.subscribe(tasks.stream().map(Task::requests).toList());
        requests.poll(context -> deal(context.getSingleConsumerRecord()));
    }

    private ParallelConsumerOptions<byte[], byte[]> options() {
        return ParallelConsumerOptions.<byte[], byte[]>builder()
                .consumer(new KafkaConsumer<>(
                        consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer()))
                .ordering(ProcessingOrder.UNORDERED)
                .maxConcurrency(settings.concurrency())
                .messageBufferSize(settings.concurrency() * (1 + WAITING_FOR_EACH))
                // A broker that is away for a while must not end the worker, as a failed synchronous commit would
                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .commitInterval(COMMIT_INTERVAL)
                // Offsets that others set tell less, and cost only answers given twice
                .invalidOffsetMetadataPolicy(InvalidOffsetMetadataHandlingPolicy.IGNORE)
                .shutdownTimeout(settings.shutdownTimeout())
                .build();
    }

    private Map<String, Object> consumerSettings() {
        var all = new HashMap<>(settings.kafka());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.concurrency());
        return all;
    }

    private Map<String, Object> producerSettings() {
        var all = new HashMap<>(settings.kafka());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD_BYTES);
        return all;
    }

    private void deal(ConsumerRecord<byte[], byte[]> record) {
        allowance.closedFor().ifPresent(closed -> pause("the budget is spent", closed));
        if (isWaiting()) {
            throw new PutBackException("The worker waits");
        }
        try {
            desk.deal(record);
        } catch (ServiceRefusedException e) {
            pause(String.valueOf(e.getMessage()), UNTIL_MENDED);
            throw new PutBackException("The service refuses us");
        }
    }

    private synchronized void pause(String why, Duration time) {
        if (!isWaiting() && !resuming.isShutdown()) {
            waitsFor = Optional.of(why);
            log.warn("Requests stay in their topic for {} s: {}", time.toSeconds(), why);
            requests.pauseIfRunning();
            resumeAfter(time);
        }
    }

    private void resumeAfter(Duration time) {
        // Rounded up, as a moment too early would only find it closed
        resuming.schedule(this::resume, time.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private synchronized void resume() {
        allowance.closedFor().ifPresentOrElse(this::resumeAfter, () -> {
            waitsFor = Optional.empty();
            log.info("Requests are answered again");
            requests.resumeIfPaused();
        });
    }

    private boolean isWaiting() {
        return waitsFor().isPresent();
    }

    /** Why it takes up no requests for the time being: its budget is spent, or the service refuses us. Empty while it works. */
    public synchronized Optional<String> waitsFor() {
        return waitsFor;
    }

    /** Why it ended by itself, by the kind of the failure; empty while it works, or was closed. */
    public Optional<String> failure() {
        return requests.isClosedOrFailed()
                ? Optional.ofNullable(requests.getFailureCause()).map(Worker::kinds)
                : Optional.empty();
    }

    /** Messages of foreign exceptions may quote records: kinds are told. */
    private static String kinds(Throwable failure) {
        var kinds = new StringBuilder(failure.getClass().getSimpleName());
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getSimpleName());
        }
        return kinds.toString();
    }

    /**
     * Takes up no more requests, and waits for those under way, as long as the settings say; then gives them up. Commits what is done.
     */
    @Override
    public void close() {
        resuming.shutdownNow();
        desk.stop();
        try {
            requests.closeDontDrainFirst(settings.shutdownTimeout());
        } finally {
            producer.close();
        }
    }
}
