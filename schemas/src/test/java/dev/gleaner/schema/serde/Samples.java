package dev.gleaner.schema.serde;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.Category;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.DialogueAttributes;
import dev.gleaner.schema.DialogueDomain;
import dev.gleaner.schema.DialogueIntent;
import dev.gleaner.schema.DialogueRelation;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.Provenance;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.SignalKind;
import dev.gleaner.schema.TokenCount;
import dev.gleaner.schema.state.Answers;
import dev.gleaner.schema.state.ConversationHead;
import dev.gleaner.schema.state.PendingExchange;
import dev.gleaner.schema.state.Standing;
import dev.gleaner.schema.state.WaitingArrival;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One fixed example of every record, each with every optional field filled. */
final class Samples {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    static final ConversationTurn TURN = ConversationTurn.newBuilder()
            .setConversationId("conversation-1")
            .setTurnId("turn-3")
            .setRole(Role.USER)
            .setContent("Shorter, please – ein Satz genügt. 🙂")
            .setCreatedAt(NOON)
            .setParentTurnId("turn-2")
            .setModel("small-1")
            .setSubjectId("subject-9")
            .setTenant("tenant-a")
            .setLanguage("de")
            .setTrainable(true)
            .setAttributes(Map.of("channel", "web"))
            .build();

    static final ResponseSignal SIGNAL = ResponseSignal.newBuilder()
            .setConversationId("conversation-1")
            .setSignalId("signal-1")
            .setTurnId("turn-2")
            .setKind(SignalKind.EDIT)
            .setCreatedAt(NOON)
            .setEditedContent("One sentence.")
            .setSubjectId("subject-9")
            .setTenant("tenant-a")
            .build();

    private static final Labeller LABELLER = Labeller.newBuilder()
            .setKind(LabellerKind.CLASSIFIER)
            .setName("linear")
            .setVersion("1")
            .build();

    private static final CategoryProbabilities CATEGORIES = categories();

    private static final DialogueAttributes DIALOGUE = DialogueAttributes.newBuilder()
            .setDomain(DialogueDomain.SCIENCE)
            .setIntent(DialogueIntent.CHANGE)
            .setRelation(DialogueRelation.CORRECTS)
            .build();

    static final FeedbackVerdict VERDICT = FeedbackVerdict.newBuilder()
            .setConversationId("conversation-1")
            .setFollowUpTurnId("turn-3")
            .setResponseTurnId("turn-2")
            .setPolarity(Polarity.DISSATISFIED)
            .setSatisfied(0.125)
            .setDissatisfied(0.75)
            .setBound(true)
            .setCategories(CATEGORIES)
            .setConfidence(0.75)
            .setLabeller(LABELLER)
            .setObservedAt(NOON)
            .setSubjectId("subject-9")
            .setTenant("tenant-a")
            .setLanguage("de")
            .setDialogue(DIALOGUE)
            .build();

    private static final Message MESSAGE =
            Message.newBuilder().setRole(Role.USER).setContent("Explain tides.").build();

    private static final Answer ANSWER = Answer.newBuilder()
            .setContent("The moon pulls the sea.")
            .setModel("small-1")
            .setTurnId("turn-4")
            .build();

    private static final Provenance PROVENANCE = Provenance.newBuilder()
            .setPipeline("gleaner/0.1.0")
            .setLabellers(List.of(LABELLER))
            .setGenerator("large-2/2026-01")
            .setJudge("judge-1/2026-01")
            .setSignals(List.of(SignalKind.THUMBS_DOWN))
            .build();

    private static final Judgement JUDGEMENT = Judgement.newBuilder()
            .setVerdict(JudgeVerdict.TIE)
            .setChosenFirst(JudgeVerdict.WIN)
            .setRejectedFirst(JudgeVerdict.LOSE)
            .setJudge("judge-1/judge-1")
            .build();

    static final PreferencePair PAIR = PreferencePair.newBuilder()
            .setPairId("0123456789abcdef0123456789abcdef")
            .setMethod(PairMethod.REVISION)
            .setConversationId("conversation-1")
            .setPrompt(List.of(MESSAGE))
            .setChosen(ANSWER)
            .setRejected(
                    Answer.newBuilder().setContent("Tides are a long story.").build())
            .setConfidence(0.5)
            .setPreferences(List.of("Answer in one sentence."))
            .setVerdicts(List.of(VERDICT))
            .setLatentCode(7)
            .setProvenance(PROVENANCE)
            .setJudgement(JUDGEMENT)
            .setDecidedAt(NOON)
            .setSubjectId("subject-9")
            .setTenant("tenant-a")
            .setLanguage("de")
            .build();

    private static final LabelRequest LABEL_REQUEST = LabelRequest.newBuilder()
            .setConversationId("conversation-1")
            .setFollowUpTurnId("turn-3")
            .setResponseTurnId("turn-2")
            .setPrompt("Explain tides.")
            .setResponse("Tides are a long story.")
            .setFollowup("Hm, is it?")
            .setProbabilitySatisfied(0.25)
            .setProbabilityDissatisfied(0.375)
            .setLabeller(LABELLER)
            .setObservedAt(NOON)
            .setSubjectId("subject-9")
            .setTenant("tenant-a")
            .setLanguage("en")
            .build();

    private static final GenerationRequest GENERATION_REQUEST = GenerationRequest.newBuilder()
            .setRequestId("89abcdef0123456789abcdef01234567")
            .setConversationId("conversation-1")
            .setPrompt(List.of(MESSAGE))
            .setRejected(ANSWER)
            .setFeedback(List.of("Shorter, please."))
            .setVerdicts(List.of(VERDICT))
            .setPipeline("gleaner/0.1.0")
            .setObservedAt(NOON)
            .setSubjectId("subject-9")
            .setTenant("tenant-a")
            .setLanguage("de")
            .build();

    private static final GeneratedPair GENERATED_PAIR = GeneratedPair.newBuilder()
            .setMethod(PairMethod.EXPERT)
            .setChosen(Answer.newBuilder()
                    .setContent("The moon does it.")
                    .setModel("large-2")
                    .build())
            .setRejected(ANSWER)
            .setGenerator("large-2/expert-1")
            .setJudgement(JUDGEMENT)
            .build();

    private static final GenerationDrop GENERATION_DROP = GenerationDrop.newBuilder()
            .setMethod(PairMethod.ON_POLICY)
            .setRecipe("on-policy-1")
            .setReason(GenerationDropReason.REFUSED)
            .build();

    private static final TokenCount TOKENS = TokenCount.newBuilder()
            .setModel("large-2")
            .setRead(812)
            .setWritten(64)
            .build();

    /** One of every record. */
    static final List<SpecificRecord> ALL = List.of(
            TURN,
            SIGNAL,
            VERDICT,
            CATEGORIES,
            PAIR,
            LABEL_REQUEST,
            LABELLER,
            MESSAGE,
            ANSWER,
            PROVENANCE,
            GENERATION_REQUEST,
            GenerationResult.newBuilder()
                    .setRequest(GENERATION_REQUEST)
                    .setPreferences(List.of("Answer in one sentence."))
                    .setPairs(List.of(GENERATED_PAIR))
                    .setDrops(List.of(GENERATION_DROP))
                    .setTokens(List.of(TOKENS))
                    .setWorker("gleaner/0.1.0")
                    .setGeneratedAt(NOON)
                    .build(),
            GENERATED_PAIR,
            GENERATION_DROP,
            JUDGEMENT,
            TOKENS,
            DIALOGUE,
            Answers.newBuilder().setTurnIds(List.of("turn-2", "turn-4")).build(),
            ConversationHead.newBuilder()
                    .setLastTurnId("turn-3")
                    .setTurns(3)
                    .setContentBytes(1_234)
                    .setWaiting(1)
                    .setLastActiveAt(NOON.toEpochMilli())
                    .build(),
            PendingExchange.newBuilder()
                    .setConversationId("conversation-1")
                    .setFollowUpTurnId("turn-3")
                    .setTimestamp(NOON.toEpochMilli())
                    .setTopic("conversation-turns")
                    .setPartition(2)
                    .setOffset(41)
                    .build(),
            Standing.newBuilder()
                    .setComplaints(List.of(VERDICT))
                    .setSignals(List.of(SIGNAL))
                    .setPublished(List.of("0123456789abcdef0123456789abcdef"))
                    .setComplainedAt(NOON.toEpochMilli())
                    .setMendedAt(NOON.plusSeconds(60).toEpochMilli())
                    .build(),
            WaitingArrival.newBuilder()
                    .setTurn(TURN)
                    .setSignal(SIGNAL)
                    .setDeadline(NOON.toEpochMilli())
                    .build());

    /** Each category has a probability of its own, so that no two can be confused. */
    private static CategoryProbabilities categories() {
        var categories = new CategoryProbabilities();
        for (Category category : Category.values()) {
            categories.put(category.ordinal(), category.ordinal() / 32f);
        }
        return categories;
    }

    private Samples() {}
}
