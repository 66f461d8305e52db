package dev.gleaner.recipes.work;

import dev.gleaner.recipes.Generation;
import dev.gleaner.recipes.Labelling;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.deadletter.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One kind of request that a worker answers.
 *
 * @param stage what dead letters call it where processing fails
 * @param requests the topic of requests
 * @param reader reads them
 * @param answerer answers them
 * @param unanswered why a request is in the dead letters that gets no answer
 * @param results the topic of results
 * @param key of a result there
 * @param writer writes them
 * @param report tells a listener of a result
 * @param <Q> the requests
 * @param <R> the results
 */
public record Task<Q, R>(
        String stage,
        String requests,
        Deserializer<Q> reader,
        Answerer<Q, R> answerer,
        Reason unanswered,
        String results,
        Function<R, String> key,
        Serializer<R> writer,
        Report<R> report) {

    private static final String SWITCHED_OFF = "tenants-off-1";

    /** Answers requests. Safe for use by many threads. */
    @FunctionalInterface
    public interface Answerer<Q, R> {

        /**
         * Answers one; takes as long as the models take.
         *
         * @return empty where nothing is to be written
         */
        Optional<R> answer(Q request) throws InterruptedException;
    }

    /** Tells a listener of a result. */
    @FunctionalInterface
    public interface Report<R> {

        /** @param took from the begin of the request until the broker had the result */
        void tell(WorkListener listener, R result, Duration took);
    }

    /** Complaints to pairs; for tenants that are switched off, a result that says so. */
    public static Task<GenerationRequest, GenerationResult> generation(
            WorkSettings settings, RegistrySerdes registry, Generation generation) {
        var topics = settings.topics();
        var clock = Clock.systemUTC();
        return new Task<>(
                "generate",
                topics.generationRequests(),
                registry.deserializer(GenerationRequest.class),
                request -> Optional.of(
                        isOff(settings.tenantsOff(), request.getTenant())
                                ? switchedOff(request, settings.worker(), clock)
                                : generation.generate(request)),
                Reason.GENERATION_FAILED,
                topics.generationResults(),
                result -> result.getRequest().getConversationId(),
                registry.serializer(GenerationResult.class),
                WorkListener::answered);
    }

    /** Exchanges to verdicts; for tenants that are switched off none, so that the classifier's abstention stands. */
    public static Task<LabelRequest, FeedbackVerdict> labelling(
            WorkSettings settings, RegistrySerdes registry, Labelling labelling) {
        var topics = settings.topics();
        return new Task<>(
                "label",
                topics.labelRequests(),
                registry.deserializer(LabelRequest.class),
                request -> isOff(settings.tenantsOff(), request.getTenant())
                        ? Optional.empty()
                        : Optional.of(labelling.label(request)),
                Reason.LABELLING_FAILED,
                topics.llmVerdicts(),
                FeedbackVerdict::getConversationId,
                registry.serializer(FeedbackVerdict.class),
                WorkListener::labelled);
    }

    private static boolean isOff(Set<String> tenantsOff, Optional<String> tenant) {
        return tenant.filter(tenantsOff::contains).isPresent();
    }

    private static GenerationResult switchedOff(GenerationRequest request, String worker, Clock clock) {
        return GenerationResult.newBuilder()
                .setRequest(request)
                .setDrops(List.of(GenerationDrop.newBuilder()
                        .setRecipe(SWITCHED_OFF)
                        .setReason(GenerationDropReason.TENANT_OFF)
                        .build()))
                .setWorker(worker)
                .setGeneratedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
