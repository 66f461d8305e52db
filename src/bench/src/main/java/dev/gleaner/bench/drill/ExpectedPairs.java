package dev.gleaner.bench.drill;

import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.classify.Assessment;
import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.topology.classify.FeedbackClassifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the harvest must publish, worked out from the whole input at once, by the rules in docs/confidence.md and without a line of
 * the harvest's code: only the model is asked the same. Of the guards there is only
 * the one against answers that build on a complaint: generated chats give the others no cause.
 */
public final class ExpectedPairs {

    /**
     * A pair as its method and its two sides.
     *
     * @param conversationId where it comes from
     * @param method name of its method
     * @param rejected turn id of the rejected answer
     * @param chosen turn id of the chosen answer
     */
    public record Pair(String conversationId, String method, String rejected, String chosen) {}

    private static final double MINIMUM_COMPLAINT = 0.5;
    private static final Set<String> LEAVES_NOTHING_TO_MEND = Set.of("UNREALISTIC_EXPECTATION", "NO_ENGAGEMENT");
    private static final Set<String> DISSATISFIED = Set.of(
            "NEGATIVE_FEEDBACK",
            "REVISION",
            "FACTUAL_ERROR",
            "IGNORED",
            "LOWER_QUALITY",
            "INSUFFICIENT_DETAIL",
            "STYLE");

    private final FeedbackClassifier model;

    private ExpectedPairs(FeedbackClassifier model) {
        this.model = model;
    }

    /** The pairs of conversations, with the bundled model. */
    public static Set<Pair> of(List<List<ConversationTurn>> chats) {
        try (var model = FeedbackModel.bundled()) {
            var verifier = new ExpectedPairs(model);
            var expected = new HashSet<Pair>();
            chats.forEach(chat -> expected.addAll(verifier.ofOne(chat)));
            return expected;
        }
    }

    /** The pairs of one conversation, whose turns are in order of arrival and there once each. */
    private Set<Pair> ofOne(List<ConversationTurn> turns) {
        var parents = parents(turns);
        var byId = new HashMap<String, ConversationTurn>();
        var complaints = new HashSet<String>(); // ids of the follow-ups that complain
        var answered = new HashMap<String, List<String>>(); // question to its answers so far, where parents are named
        var pairs = new HashSet<Pair>();
        for (var turn : turns) {
            byId.put(turn.getTurnId(), turn);
            var parent = parents.get(turn.getTurnId());
            if (turn.getRole() == Role.ASSISTANT && turn.getParentTurnId().isPresent() && parent != null) {
                answered.computeIfAbsent(parent, any -> new ArrayList<>()).add(turn.getTurnId());
            }
            if (turn.getRole() == Role.USER && parent != null) {
                react(turn, byId, parents, complaints, answered, pairs);
            }
        }
        return pairs;
    }

    private void react(
            ConversationTurn followUp,
            Map<String, ConversationTurn> byId,
            Map<String, String> parents,
            Set<String> complaints,
            Map<String, List<String>> answered,
            Set<Pair> pairs) {
        var response = byId.get(parents.get(followUp.getTurnId()));
        if (response == null || response.getRole() != Role.ASSISTANT) {
            return;
        }
        var question = parents.get(response.getTurnId());
        var verdict = judge(question == null ? null : byId.get(question), response, followUp);
        if (verdict.polarity() == Polarity.DISSATISFIED || verdict.polarity() == Polarity.MIXED) {
            if (verdict.bound() && verdict.dissatisfied() >= MINIMUM_COMPLAINT && asksToMend(verdict)) {
                complaints.add(followUp.getTurnId());
            }
            return;
        }
        if (verdict.polarity() == Polarity.ABSTAINED || question == null) {
            return;
        }
        for (var complaint = question; complaint != null && complaints.contains(complaint); ) {
            var rejected = parents.getOrDefault(complaint, ""); // a complaint has a response before it
            if (!buildsOnComplaints(byId, parents, rejected, response)) {
                pairs.add(new Pair(followUp.getConversationId(), "REVISION", rejected, response.getTurnId()));
            }
            complaint = parents.get(rejected);
        }
        for (var sibling : answered.getOrDefault(question, List.of())) {
            if (response.getParentTurnId().isPresent() && !sibling.equals(response.getTurnId())) {
                pairs.add(new Pair(followUp.getConversationId(), "REGENERATION", sibling, response.getTurnId()));
            }
        }
    }

    /** Whether the accepted answer has two words or more that only the user turns since the rejected one brought up. */
    private static boolean buildsOnComplaints(
            Map<String, ConversationTurn> byId,
            Map<String, String> parents,
            String rejected,
            ConversationTurn accepted) {
        var since = new HashSet<String>();
        var before = new HashSet<String>();
        var passedRejected = false;
        for (var id = parents.get(accepted.getTurnId()); id != null; id = parents.get(id)) {
            var turn = byId.get(id);
            passedRejected |= id.equals(rejected);
            if (turn != null && (passedRejected || turn.getRole() == Role.USER)) {
                (passedRejected ? before : since).addAll(longWords(turn));
            }
        }
        return longWords(accepted).stream()
                        .filter(since::contains)
                        .filter(word -> !before.contains(word))
                        .count()
                > 1;
    }

    private static Set<String> longWords(ConversationTurn turn) {
        var words =
                new HashSet<>(List.of(turn.getContent().toLowerCase(Locale.ROOT).split("\\W+")));
        words.removeIf(word -> word.length() < 4);
        return words;
    }

    private Assessment judge(
            @Nullable ConversationTurn question, ConversationTurn response, ConversationTurn followUp) {
        var text = new ExchangeText(
                question == null ? "" : question.getContent(), response.getContent(), followUp.getContent());
        return model.classify(List.of(text)).get(0);
    }

    private static boolean asksToMend(Assessment verdict) {
        return most(verdict, DISSATISFIED) >= most(verdict, LEAVES_NOTHING_TO_MEND);
    }

    private static double most(Assessment verdict, Set<String> names) {
        return verdict.categories().entrySet().stream()
                .filter(entry -> names.contains(entry.getKey().name()))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    private static Map<String, String> parents(List<ConversationTurn> turns) {
        var parents = new HashMap<String, String>();
        String previous = null;
        for (var turn : turns) {
            var parent = turn.getParentTurnId().orElse(previous);
            if (parent != null) {
                parents.put(turn.getTurnId(), parent);
            }
            previous = turn.getTurnId();
        }
        return parents;
    }
}
