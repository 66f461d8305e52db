package dev.gleaner.service;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.TokenCount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generation requests, and results as a model might bring them about. */
final class Requests {

    private Requests() {}

    static GenerationRequest request(String id) {
        return request(id, null);
    }

    static GenerationRequest request(String id, @Nullable String tenant) {
        return GenerationRequest.newBuilder()
                .setRequestId(id)
                .setConversationId("chat-" + id)
                .setPrompt(List.of(new Message(Role.USER, "How long do I boil an egg?")))
                .setRejected(Answer.newBuilder()
                        .setContent("One hour.")
                        .setTurnId("t1")
                        .build())
                .setFeedback(List.of("That is far too long."))
                .setVerdicts(List.of())
                .setPipeline("gleaner/test")
                .setObservedAt(Instant.EPOCH)
                .setTenant(tenant)
                .build();
    }

    /** A request to label a follow-up, named by it. */
    static LabelRequest labelRequest(String followUp, @Nullable String tenant) {
        return LabelRequest.newBuilder()
                .setConversationId("chat-" + followUp)
                .setFollowUpTurnId(followUp)
                .setResponseTurnId("t1")
                .setPrompt("How long do I boil an egg?")
                .setResponse("One hour.")
                .setFollowup("Hm.")
                .setProbabilitySatisfied(0.4)
                .setProbabilityDissatisfied(0.4)
                .setLabeller(new Labeller(LabellerKind.CLASSIFIER, "script", "1"))
                .setObservedAt(Instant.EPOCH)
                .setTenant(tenant)
                .build();
    }

    /** A complaint, as a model might find it. */
    static FeedbackVerdict verdict(LabelRequest request) {
        return FeedbackVerdict.newBuilder()
                .setConversationId(request.getConversationId())
                .setFollowUpTurnId(request.getFollowUpTurnId())
                .setResponseTurnId(request.getResponseTurnId())
                .setPolarity(Polarity.DISSATISFIED)
                .setSatisfied(0.1)
                .setDissatisfied(0.9)
                .setBound(true)
                .setCategories(new CategoryProbabilities())
                .setConfidence(0.9)
                .setLabeller(new Labeller(LabellerKind.LLM, "small-1", "feedback-1"))
                .setObservedAt(request.getObservedAt())
                .build();
    }

    /** A result that cost 7 tokens read and 3 written. */
    static GenerationResult result(GenerationRequest request) {
        return GenerationResult.newBuilder()
                .setRequest(request)
                .setDrops(List.of(GenerationDrop.newBuilder()
                        .setRecipe("preferences-1")
                        .setReason(GenerationDropReason.NO_PREFERENCES)
                        .build()))
                .setTokens(List.of(new TokenCount("small-1", 7L, 3L)))
                .setWorker("gleaner/test")
                .setGeneratedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
