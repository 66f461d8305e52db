package dev.gleaner.topology;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.RegistrySerdes;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How records at the ends of the harvest are read and written, Avro with a registry in production.
 *
 * <p>The deserializers throw {@link dev.gleaner.schema.serde.UnreadableRecordException} for bytes that nobody can read, and
 * {@link dev.gleaner.schema.serde.RegistryUnavailableException} where waiting may help.
 *
 * @param turn reads {@code conversation-turns}
 * @param signal reads {@code response-signals}
 * @param verdict writes {@code feedback}
 * @param pair writes {@code preference-pairs}
 * @param labelRequest writes {@code label-requests}
 * @param generationRequest writes {@code generation-requests}
 * @param generationResult reads {@code generation-results}
 * @param llmVerdict reads {@code llm-verdicts}
 */
public record HarvestSerdes(
        Deserializer<ConversationTurn> turn,
        Deserializer<ResponseSignal> signal,
        Serializer<FeedbackVerdict> verdict,
        Serializer<PreferencePair> pair,
        Serializer<LabelRequest> labelRequest,
        Serializer<GenerationRequest> generationRequest,
        Deserializer<GenerationResult> generationResult,
        Deserializer<FeedbackVerdict> llmVerdict) {

    /** Those of a registry, which stays open as long as they are used. */
    public static HarvestSerdes of(RegistrySerdes registry) {
        return new HarvestSerdes(
                registry.deserializer(ConversationTurn.class),
                registry.deserializer(ResponseSignal.class),
                registry.serializer(FeedbackVerdict.class),
                registry.serializer(PreferencePair.class),
                registry.serializer(LabelRequest.class),
                registry.serializer(GenerationRequest.class),
                registry.deserializer(GenerationResult.class),
                registry.deserializer(FeedbackVerdict.class));
    }
}
