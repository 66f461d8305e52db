package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.config.LanguageModels;
import dev.gleaner.recipes.ask.Budget;
import dev.gleaner.recipes.ask.OpenAiService;
import dev.gleaner.recipes.work.Allowance;
import dev.gleaner.recipes.work.Task;
import dev.gleaner.recipes.work.TokensToday;
import dev.gleaner.recipes.work.WorkSettings;
import dev.gleaner.recipes.work.Worker;
import dev.gleaner.schema.serde.RegistrySerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LLM worker as a service. {@link #run} does the work on the caller's thread, from the wait for Kafka to the clean end; all other
 * methods may be called from any thread meanwhile.
 */
public final class WorkService {

    private static final Logger log = LoggerFactory.getLogger(WorkService.class);

    /** What the stop may take beside the requests under way. */
    private static final Duration REST_OF_STOP = Duration.ofSeconds(5);

    private static final Duration LEAST_FOR_REQUESTS = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final GleanerConfig config;
    private final LanguageModels models;
    private final Recipes recipes;
    private final String name;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile @Nullable Worker worker;
    private volatile boolean endedWell;
    private volatile int httpPort;

    /**
     * A service that is not running yet.
     *
     * @param models who is asked
     * @param recipes what they are asked
     * @param name name and version that sign the results
     */
    public WorkService(GleanerConfig config, LanguageModels models, Recipes recipes, String name) {
        this.config = config;
        this.models = models;
        this.recipes = recipes;
        this.name = name;
    }

    /** Names the workers of a deployment to Kafka: they share the requests. */
    public static String groupOf(GleanerConfig config) {
        return config.applicationId() + "-worker";
    }

    /**
     * Answers requests until {@link #stop}, or until it cannot go on.
     *
     * @return whether all went well
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
            endedWell = awaitAndWork(metrics);
            return endedWell;
        } finally {
            metrics.close();
            ended.countDown();
            listening.countDown();
        }
    }

    private boolean awaitAndWork(PrometheusMeterRegistry metrics) throws InterruptedException {
        var connections = new Connections(config);
        try (var registry = RegistrySerdes.connect(connections.registry())) {
            return !Prerequisites.ofWorker(connections, registry).await(stop)
                    || work(connections, registry, new WorkMetrics(metrics));
        }
    }

    private boolean work(Connections connections, RegistrySerdes registry, WorkMetrics metrics)
            throws InterruptedException {
        var budget = budget(connections, registry);
        metrics.show(budget, config.llm().dailyTokenBudget());
        try (var service = OpenAiService.connect(
                models.endpoint(),
                models.manners(),
                metrics.and((model, outcome, tokens, latency) -> budget.spend(tokens)))) {
            var tasks = tasks(service, settings(connections), registry);
            try (var working = Worker.start(settings(connections), tasks, allowance(budget), metrics)) {
                worker = working;
                log.info("Answering requests by {}: {}", models.endpoint(), connections);
                return awaitStop(working);
            }
        } finally {
            log.info("The worker ended");
        }
    }

    private List<Task<?, ?>> tasks(OpenAiService service, WorkSettings settings, RegistrySerdes registry) {
        var generation = Task.generation(settings, registry, recipes.over(service, models, name));
        return config.llm().labelFeedback()
                ? List.of(generation, Task.labelling(settings, registry, recipes.labelling(service, models)))
                : List.of(generation);
    }

    private boolean awaitStop(Worker working) throws InterruptedException {
        while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            var failure = working.failure();
            if (failure.isPresent()) {
                log.error("The worker cannot go on: {}", failure.get());
                return false;
            }
        }
        return true;
    }

    private Budget budget(Connections connections, RegistrySerdes registry) {
        var perDay = config.llm().dailyTokenBudget();
        var budget = new Budget(perDay, clock);
        if (perDay > 0) {
            budget.spend(TokensToday.read(connections.kafka(), connections.topics(), registry, clock));
        }
        return budget;
    }

    private Allowance allowance(Budget budget) {
        return () ->
                budget.isSpent() ? Optional.of(Duration.between(clock.instant(), budget.opensAt())) : Optional.empty();
    }

    private WorkSettings settings(Connections connections) {
        var forRequests = config.shutdown().timeout().minus(REST_OF_STOP);
        return new WorkSettings(
                connections.kafka(),
                connections.topics(),
                groupOf(config),
                config.llm().concurrency(),
                Set.copyOf(config.generation().tenantsOff().orElse(List.of())),
                name,
                forRequests.compareTo(LEAST_FOR_REQUESTS) > 0 ? forRequests : LEAST_FOR_REQUESTS);
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
        var working = worker;
        return working == null ? Health.WAITING : Health.of(working);
    }

    /** Why no requests are taken up for the time being, in a sentence; empty while they are. */
    public Optional<String> waitsFor() {
        return Optional.ofNullable(worker).flatMap(Worker::waitsFor);
    }

    /** The port of health and metrics; waits until it is known. */
    public int httpPort() throws InterruptedException {
        listening.await();
        return httpPort;
    }
}
