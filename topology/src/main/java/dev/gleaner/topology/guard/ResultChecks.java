package dev.gleaner.topology.guard;

import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.deadletter.Reason;
import dev.gleaner.topology.deadletter.RejectedException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a generation result, so that whatever pair is made of it can be published: it comes from a program that may be of
 * another version, or not ours.
 *
 * @param checks of the fields that turns have too
 * @param promptBytes most bytes of UTF-8 in all messages of a prompt together
 */
record ResultChecks(Checks checks, int promptBytes) {

    /** Most preferences of one result, by its schema. */
    private static final int MAX_PREFERENCES = 5;

    /** Most texts of feedback, with room over what is asked for; a request has 16. */
    private static final int MAX_FEEDBACK = 64;

    ResultChecks(Limits limits, int promptBytes) {
        this(new Checks(limits), promptBytes);
    }

    /**
     * Checks a result that was read.
     *
     * @throws RejectedException naming the field that is wrong
     */
    void result(byte @Nullable [] key, GenerationResult result, Instant now) {
        request(key, result.getRequest());
        require(
                result.getPreferences().size() <= MAX_PREFERENCES,
                "preferences",
                "must hold " + MAX_PREFERENCES + " at most");
        checks.size("preferences", bytes(result.getPreferences()));
        require(
                result.getPairs().isEmpty() || !result.getPreferences().isEmpty(),
                "pairs",
                "must be empty where there are no preferences");
        var methods = EnumSet.noneOf(PairMethod.class);
        for (var pair : result.getPairs()) {
            require(methods.add(pair.getMethod()), "pairs", "must hold one pair a method at most");
            pair(pair, result.getRequest());
        }
        checks.time("generated_at", result.getGeneratedAt(), now);
    }

    private void request(byte @Nullable [] key, GenerationRequest request) {
        Checks.conversation(key, request.getConversationId());
        Checks.id("request.request_id", request.getRequestId());
        Checks.id("request.rejected.turn_id", request.getRejected().getTurnId().orElse(""));
        checks.size(
                "request.rejected.content", Utf8.length(request.getRejected().getContent()));
        var prompt = request.getPrompt();
        require(
                prompt.stream().anyMatch(message -> message.getRole() == Role.USER),
                "request.prompt",
                "must hold a message of the user");
        Checks.size(
                "request.prompt", bytes(prompt.stream().map(Message::getContent).toList()), promptBytes);
        verdicts(request);
    }

    private static void verdicts(GenerationRequest request) {
        var verdicts = request.getVerdicts();
        require(
                !verdicts.isEmpty()
                        && verdicts.size() <= MAX_FEEDBACK
                        && verdicts.size() == request.getFeedback().size(),
                "request.verdicts",
                "must hold 1 to " + MAX_FEEDBACK + ", one for each text of feedback");
        require(
                verdicts.stream().map(FeedbackVerdict::getDissatisfied).allMatch(p -> p >= 0 && p <= 1),
                "request.verdicts.dissatisfied",
                "must be from 0 to 1");
    }

    private void pair(GeneratedPair pair, GenerationRequest request) {
        require(
                pair.getMethod() == PairMethod.EXPERT || pair.getMethod() == PairMethod.ON_POLICY,
                "pairs.method",
                "must be EXPERT or ON_POLICY");
        checks.size("pairs.chosen.content", Utf8.length(pair.getChosen().getContent()));
        checks.size("pairs.rejected.content", Utf8.length(pair.getRejected().getContent()));
        require(
                pair.getMethod() != PairMethod.EXPERT
                        || pair.getRejected()
                                .getContent()
                                .equals(request.getRejected().getContent()),
                "pairs.rejected",
                "must be that of the request where the method is EXPERT");
        require(pair.getChosen().getTurnId().isEmpty(), "pairs.chosen.turn_id", "must be null: a model wrote it");
        Checks.id("pairs.generator", pair.getGenerator());
        pair.getJudgement().ifPresent(ResultChecks::judgement);
    }

    private static void judgement(Judgement judgement) {
        Checks.id("pairs.judgement.judge", judgement.getJudge());
        require(
                judgement.getVerdict() == together(judgement.getChosenFirst(), judgement.getRejectedFirst()),
                "pairs.judgement.verdict",
                "must be that of both orders together");
    }

    private static JudgeVerdict together(JudgeVerdict one, JudgeVerdict other) {
        if (one == JudgeVerdict.UNKNOWN || other == JudgeVerdict.UNKNOWN) {
            return JudgeVerdict.UNKNOWN;
        }
        return one == other ? one : JudgeVerdict.TIE;
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new RejectedException(Reason.INVALID_FIELD, "Field " + field + " " + what);
        }
    }

    private static long bytes(List<String> texts) {
        return texts.stream().mapToLong(Utf8::length).sum();
    }
}
