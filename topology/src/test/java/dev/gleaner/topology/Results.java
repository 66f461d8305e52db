package dev.gleaner.topology;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.Role;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What an LLM worker sends back, as tests need it. */
final class Results {

    static final String REJECTED = "Boil the potatoes for five minutes.";
    static final String CHOSEN = "Boil waxy potatoes for twenty minutes, until a knife slips in.";
    static final String BARE = "Put them into cold water and wait; nobody can say for how long.";

    private Results() {}

    static GenerationRequest request(String id, String conversation) {
        return GenerationRequest.newBuilder()
                .setRequestId(id)
                .setConversationId(conversation)
                .setPrompt(List.of(new Message(Role.USER, "How long do I boil potatoes for a salad?")))
                .setRejected(new Answer(REJECTED, "small-1", "a1"))
                .setFeedback(List.of("Wrong, they were raw.", "Wrong, and no salt."))
                .setVerdicts(List.of(verdict(conversation, "u2", 0.7), verdict(conversation, "v2", 0.9)))
                .setPipeline("gleaner/test")
                .setObservedAt(HarvestRig.START)
                .setSubjectId("s1")
                .setTenant("t1")
                .setLanguage("en")
                .build();
    }

    private static FeedbackVerdict verdict(String conversation, String followUp, double dissatisfied) {
        return FeedbackVerdict.newBuilder()
                .setConversationId(conversation)
                .setFollowUpTurnId(followUp)
                .setResponseTurnId("a1")
                .setPolarity(Polarity.DISSATISFIED)
                .setSatisfied(0.02)
                .setDissatisfied(dissatisfied)
                .setBound(true)
                .setCategories(noCategories())
                .setConfidence(0.9)
                .setLabeller(ScriptedClassifier.SCRIPT)
                .setObservedAt(HarvestRig.START)
                .build();
    }

    private static CategoryProbabilities noCategories() {
        IndexedRecord categories = new CategoryProbabilities();
        categories.getSchema().getFields().forEach(field -> categories.put(field.pos(), 0f));
        return (CategoryProbabilities) categories;
    }

    static GenerationResult.Builder result(GenerationRequest request, GeneratedPair... pairs) {
        return GenerationResult.newBuilder()
                .setRequest(request)
                .setPreferences(List.of("Give times that cook potatoes through."))
                .setPairs(List.of(pairs))
                .setDrops(List.of())
                .setTokens(List.of())
                .setWorker("gleaner/test")
                .setGeneratedAt(HarvestRig.START);
    }

    static GeneratedPair expert(@Nullable JudgeVerdict judged) {
        return pair(PairMethod.EXPERT, CHOSEN, REJECTED, judged);
    }

    static GeneratedPair onPolicy(@Nullable JudgeVerdict judged) {
        return pair(PairMethod.ON_POLICY, CHOSEN, BARE, judged);
    }

    static GeneratedPair pair(PairMethod method, String chosen, String rejected, @Nullable JudgeVerdict judged) {
        return GeneratedPair.newBuilder()
                .setMethod(method)
                .setChosen(new Answer(chosen, "large-2", null))
                .setRejected(new Answer(rejected, "small-1", null))
                .setGenerator("large-2/expert-1")
                .setJudgement(judged == null ? null : new Judgement(judged, judged, judged, "judge-1/judge-1"))
                .build();
    }
}
