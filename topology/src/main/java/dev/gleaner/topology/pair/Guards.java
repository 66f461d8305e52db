package dev.gleaner.topology.pair;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.guard.Utf8;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What no pair gets past. Each guard has its name in {@link Drop} and is asked in the order below.
 *
 * @param rules with the thresholds
 */
public record Guards(PairingRules rules) {

    /** One word in common with a complaint may be chance. */
    private static final int MAX_BORROWED_WORDS = 1;

    /**
     * Looks at a candidate.
     *
     * @param candidate the pair that the evidence speaks for
     * @param prompt the turns before the rejected answer, oldest first
     * @return why it is stopped; empty if it is not
     */
    Optional<Drop> objection(Candidate candidate, List<ConversationTurn> prompt) {
        return promptObjection(prompt)
                .or(() -> candidate.isEdit()
                        ? editObjection(candidate)
                        : answerObjection(
                                candidate.judged().getContent(),
                                candidate.chosen().getContent()))
                .or(() -> candidate.method() == PairMethod.REGENERATION || candidate.isEdit()
                        ? Optional.empty()
                        : revisionObjection(candidate, prompt));
    }

    /**
     * Looks at a prompt.
     *
     * @param prompt the turns before the rejected answer, oldest first
     * @return why nothing can be made of it; empty if it can
     */
    public Optional<Drop> promptObjection(List<ConversationTurn> prompt) {
        if (!prompt.stream().allMatch(ConversationTurn::getTrainable)) {
            return Optional.of(Drop.WITHHELD);
        }
        if (prompt.stream().noneMatch(turn -> turn.getRole() == Role.USER)) {
            return Optional.of(Drop.NO_PROMPT);
        }
        var bytes = prompt.stream()
                .mapToLong(turn -> Utf8.length(turn.getContent()))
                .sum();
        return bytes > rules.promptBytes() ? Optional.of(Drop.PROMPT_TOO_LONG) : Optional.empty();
    }

    /** Looks at one answer: why it can be no side of a pair; empty if it can. */
    public Optional<Drop> answerObjection(String answer) {
        return Phrases.saysNothing(answer) ? Optional.of(Drop.EMPTY) : Optional.empty();
    }

    /** Looks at two answers that models wrote: why they make no pair; empty if they do. */
    public Optional<Drop> answerObjection(String rejected, String chosen) {
        return answerObjection(rejected).or(() -> answerObjection(chosen)).or(() -> choiceObjection(rejected, chosen));
    }

    private Optional<Drop> choiceObjection(String rejected, String chosen) {
        if (Phrases.declines(chosen)) {
            return Optional.of(Drop.REFUSAL);
        }
        return Likeness.ofText(rejected, chosen) >= rules.nearlyEqual()
                ? Optional.of(Drop.NEARLY_EQUAL)
                : Optional.empty();
    }

    /** A small edit is the point of it, and a person's own words are no refusal. */
    private Optional<Drop> editObjection(Candidate candidate) {
        var rejected = candidate.judged().getContent();
        var chosen = candidate.chosen().getContent();
        return answerObjection(rejected)
                .or(() -> answerObjection(chosen))
                .or(() -> chosen.strip().equals(rejected.strip()) ? Optional.of(Drop.NEARLY_EQUAL) : Optional.empty());
    }

    /** The chosen answer of a revision was written after a complaint that the published prompt does not show. */
    private Optional<Drop> revisionObjection(Candidate candidate, List<ConversationTurn> prompt) {
        if (Phrases.repliesToComplaint(candidate.chosen().getContent())) {
            return Optional.of(Drop.REPLY_TO_COMPLAINT);
        }
        var chosen = Likeness.topicWords(candidate.chosen().getContent());
        var rejected = Likeness.topicWords(candidate.judged().getContent());
        if (wordsBorrowed(chosen, rejected, candidate.complaints(), prompt).size() > MAX_BORROWED_WORDS) {
            return Optional.of(Drop.REPLY_TO_COMPLAINT);
        }
        var question = Likeness.topicWords(question(prompt));
        var likeness = Math.max(Likeness.ofTopic(rejected, chosen), Likeness.ofTopic(question, chosen));
        return likeness < rules.sameTopic() ? Optional.of(Drop.TOPIC_SWITCH) : Optional.empty();
    }

    /**
     * The words that the chosen answer has from the complaints alone: names, error codes, facts that neither the prompt nor the
     * rejected answer holds. An answer that builds on them answers a question that was not asked yet.
     */
    private static Set<String> wordsBorrowed(
            Set<String> chosen,
            Set<String> rejected,
            List<ConversationTurn> complaints,
            List<ConversationTurn> prompt) {
        var borrowed = new HashSet<String>();
        complaints.forEach(turn -> borrowed.addAll(Likeness.topicWords(turn.getContent())));
        borrowed.retainAll(chosen);
        borrowed.removeAll(rejected);
        if (borrowed.size() > MAX_BORROWED_WORDS) { // else the prompt, which may be long, need not be read
            prompt.forEach(turn -> borrowed.removeAll(Likeness.topicWords(turn.getContent())));
        }
        return borrowed;
    }

    private static String question(List<ConversationTurn> prompt) {
        return prompt.stream()
                .filter(turn -> turn.getRole() == Role.USER)
                .reduce((earlier, later) -> later)
                .map(ConversationTurn::getContent)
                .orElse("");
    }
}
