package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.HarvestSerdes;
import dev.gleaner.topology.HarvestTopology;
import dev.gleaner.topology.classify.FeedbackClassifier;
import dev.gleaner.topology.metrics.HarvestCounter;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The harvest as a service. {@link #run} does the work on the caller's thread, from the wait for Kafka to the clean end; all other
 * methods may be called from any thread meanwhile.
 */
public final class HarvestService {

    private static final Logger log = LoggerFactory.getLogger(HarvestService.class);
    /** What the stop may take beside the streams. */
    private static final Duration REST_OF_STOP = Duration.ofSeconds(5);

    /** How often new metrics are looked for: a counter is made at its first count. */
    private static final Duration METRICS_REFRESH = Duration.ofSeconds(5);

    private final GleanerConfig config;
    private final String pipeline;
    private final FeedbackClassifier classifier;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean failed;
    private volatile boolean endedWell;
    private volatile int httpPort;

    /**
     * A service that is not running yet.
     *
     * @param pipeline name and version that sign the pairs
     * @param classifier reads the feedback; the caller closes it afterwards
     */
    public HarvestService(GleanerConfig config, String pipeline, FeedbackClassifier classifier) {
        this.config = config;
        this.pipeline = pipeline;
        this.classifier = classifier;
    }

    /**
     * Harvests until {@link #stop}, or until it cannot go on.
     *
     * @return whether all went well and ended in time
     * @throws IllegalStateException if it cannot start; the message says why and what to do
     */
    public boolean run() throws InterruptedException {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var endpoints =
                Endpoints.start(config.http().host(), config.http().port(), this::health, metrics::scrape)) {
            httpPort = endpoints.port();
            listening.countDown();
            JvmMetrics.bindTo(metrics);
            log.info("Health and metrics answer on port {}", httpPort);
            endedWell = awaitAndHarvest(metrics);
            return endedWell;
        } finally {
            metrics.close();
            ended.countDown();
            listening.countDown();
        }
    }

    private boolean awaitAndHarvest(PrometheusMeterRegistry metrics) throws InterruptedException {
        var connections = new Connections(config);
        try (var registry = RegistrySerdes.connect(connections.registry())) {
            return !Prerequisites.ofHarvest(connections, registry).await(stop) || harvest(registry, metrics);
        }
    }

    private boolean harvest(RegistrySerdes registry, PrometheusMeterRegistry metrics) throws InterruptedException {
        var settings = HarvestSettings.of(config, pipeline, classifier.preferredBatch());
        var memory = new StoreMemory(config.streams().storeMemoryBytes());
        var topology = HarvestTopology.build(settings, HarvestSerdes.of(registry), classifier);
        var running = new KafkaStreams(topology, StreamsSettings.of(config, memory));
        running.setUncaughtExceptionHandler(new RestartPolicy(Clock.systemUTC()));
        running.setStateListener((now, before) -> heed(now));
        streams = running;
        var scheduler = Executors.newSingleThreadScheduledExecutor();
        try (var streamsMetrics = new KafkaStreamsMetrics(running, List.of(), scheduler, METRICS_REFRESH)) {
            running.start();
            streamsMetrics.bindTo(metrics);
            log.info("Harvesting as {}: {}", config.applicationId(), new Connections(config));
            stop.await();
            return end(running, memory) && !failed;
        } finally {
            scheduler.shutdownNow();
        }
    }

    private void heed(KafkaStreams.State now) {
        log.info("The harvest is {}", now);
        if (now == KafkaStreams.State.ERROR) {
            failed = true;
            stop.countDown();
        }
    }

    private boolean end(KafkaStreams running, StoreMemory memory) {
        // A fixed member comes back to its work; any other gives it to the rest at once
        var membership = config.streams().groupInstanceId().isPresent()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        var timeout = config.shutdown().timeout();
        var inTime = running.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(membership));
        if (inTime) {
            memory.close(); // not before: a store that is still open would take the process down with it
            log.info("The harvest ended cleanly");
        } else {
            log.error("The harvest did not end within {} s (shutdown.timeout)", timeout.toSeconds());
        }
        return inTime;
    }

    /**
     * Asks {@link #run} to end, and waits for that, no longer than the configured bound and a little.
     *
     * @return whether it ended in time, and well
     */
    public boolean stop() throws InterruptedException {
        stop.countDown();
        var bound = config.shutdown().timeout().plus(REST_OF_STOP);
        return ended.await(bound.toMillis(), TimeUnit.MILLISECONDS) && endedWell;
    }

    /** How it is. */
    public Health health() {
        if (ended.getCount() == 0) {
            return Health.ENDED;
        }
        var running = streams;
        return running == null ? Health.WAITING : Health.of(running.state());
    }

    /** The port of health and metrics; waits until it is known. */
    public int httpPort() throws InterruptedException {
        listening.await();
        return httpPort;
    }

    /**
     * What was counted so far by this instance.
     *
     * @param counter what
     * @return the counts by value of the counter's tag
     */
    public Map<String, Long> counts(HarvestCounter counter) {
        var counts = new TreeMap<String, Long>();
        var running = streams;
        if (running != null) {
            running.metrics().forEach((name, metric) -> {
                if (name.group().equals(HarvestCounter.GROUP) && name.name().equals(counter.metricName())) {
                    var value = ((Number) metric.metricValue()).longValue();
                    counts.merge(String.valueOf(name.tags().get(counter.tag())), value, Long::sum);
                }
            });
        }
        return counts;
    }
}
