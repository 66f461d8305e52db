package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.schema.serde.RegistryUnavailableException;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.TopicSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be there before a service can start: a broker that answers, our topics, and our schemas in the registry. */
final class Prerequisites {

    private static final Logger log = LoggerFactory.getLogger(Prerequisites.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Connections connections;
    private final Runnable requireSchemas;

    private Prerequisites(Connections connections, Runnable requireSchemas) {
        this.connections = connections;
        this.requireSchemas = requireSchemas;
    }

    /** Those of the harvest. */
    static Prerequisites ofHarvest(Connections connections, RegistrySerdes registry) {
        return new Prerequisites(connections, () -> requireSchemasOfHarvest(connections, registry));
    }

    /** Those of the LLM worker. */
    static Prerequisites ofWorker(Connections connections, RegistrySerdes registry) {
        return new Prerequisites(connections, () -> {
            registry.prepare(connections.topics().generationResults(), GenerationResult.class);
            registry.prepare(connections.topics().llmVerdicts(), FeedbackVerdict.class);
        });
    }

    /**
     * Waits, with growing pauses, as long as waiting may help.
     *
     * @param stop ends the wait
     * @return false if it was stopped
     * @throws IllegalStateException if waiting does not help; the message says what does
     */
    boolean await(CountDownLatch stop) throws InterruptedException {
        for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                requireTopics();
                requireSchemas.run();
                return true;
            } catch (NotYetException e) {
                log.warn("Waiting: {}", e.getMessage());
            } catch (RegistryUnavailableException e) {
                log.warn(
                        "Waiting: {} at {}",
                        e.getMessage(),
                        connections.registry().urls());
            }
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void requireTopics() throws InterruptedException {
        var settings = connections.kafka();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        try (var admin = Admin.create(settings)) {
            var there = admin.listTopics().names().get();
            var missing = TopicCatalogue.load().withPrefix(connections.topics().prefix()).topics().stream()
                    .map(TopicSpec::name)
                    .filter(name -> !there.contains(name))
                    .toList();
            if (!missing.isEmpty()) {
                throw new NotYetException("Kafka has no topics " + missing
                        + ", or does not show them to us; `gleaner topics --create` makes them");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw new NotYetException("no Kafka broker answers at " + connections.bootstrapServers());
            }
            throw new IllegalStateException(
                    "Kafka at " + connections.bootstrapServers() + " refuses us: " + String.valueOf(e.getCause()), e);
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    /** A name that does not resolve yet may do so when its container is up; anything else stays wrong. */
    private RuntimeException unusable(KafkaException e) {
        var cause = e.getCause() instanceof ConfigException config ? config : e;
        if (String.valueOf(cause.getMessage()).contains("No resolvable bootstrap")) {
            return new NotYetException("no name of " + connections.bootstrapServers() + " resolves");
        }
        return new IllegalStateException("The Kafka settings cannot be used: " + cause.getMessage(), e);
    }

    private static void requireSchemasOfHarvest(Connections connections, RegistrySerdes registry) {
        var topics = connections.topics();
        if (connections.registry().autoRegister()) { // for whoever writes them; we only read
            registry.prepare(topics.conversationTurns(), ConversationTurn.class);
            registry.prepare(topics.responseSignals(), ResponseSignal.class);
            registry.prepare(topics.generationResults(), GenerationResult.class);
            registry.prepare(topics.llmVerdicts(), FeedbackVerdict.class);
        }
        registry.prepare(topics.feedback(), FeedbackVerdict.class);
        registry.prepare(topics.preferencePairs(), PreferencePair.class);
        registry.prepare(topics.labelRequests(), LabelRequest.class);
        registry.prepare(topics.generationRequests(), GenerationRequest.class);
    }

    /** Waiting may help. */
    private static final class NotYetException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYetException(String message) {
            super(message);
        }
    }
}
