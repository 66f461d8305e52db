package dev.gleaner.training.checklist;

import java.util.List;
import java.util.function.Function;

/**
 * All figures of a contest.
 *
 * @param heldOut where the items come from
 * @param a the model whose wins are counted
 * @param b the model that it is compared with
 * @param judge who compared them
 * @param withChecklist the verdicts by the checklist: the figure to quote
 * @param withoutChecklist the verdicts without it
 * @param effect what the checklist changed
 * @param unfinished items that the next run asks about again, as a service failed
 */
public record ChecklistEvaluation(
        HeldOutFigures heldOut,
        AnswerFigures a,
        AnswerFigures b,
        JudgeFigures judge,
        Verdicts withChecklist,
        Verdicts withoutChecklist,
        ChecklistEffect effect,
        int unfinished) {

    /**
     * Computes the figures.
     *
     * @param heldOut where the items come from; its seed decides the resamples behind the intervals
     * @param contestants who took part
     * @param outcomes of all items
     */
    public static ChecklistEvaluation of(HeldOutFigures heldOut, Contestants contestants, List<Outcome> outcomes) {
        String a = contestants.a().name();
        String b = contestants.b().name();
        String judge = contestants.judge().name();
        long seed = heldOut.settings().seed();
        return new ChecklistEvaluation(
                heldOut,
                AnswerFigures.of(a, outcomes.stream().map(Outcome::a).toList()),
                AnswerFigures.of(b, outcomes.stream().map(Outcome::b).toList()),
                JudgeFigures.of(judge, judge.equals(a) || judge.equals(b), outcomes),
                verdicts(outcomes, Outcome::guided, seed),
                verdicts(outcomes, Outcome::unguided, seed),
                ChecklistEffect.of(outcomes, seed),
                (int) outcomes.stream().filter(outcome -> !outcome.isFinal()).count());
    }

    private static Verdicts verdicts(List<Outcome> outcomes, Function<Outcome, Ruling> ruling, long seed) {
        return Verdicts.of(
                outcomes.stream().map(ruling).toList(),
                outcomes.stream().map(outcome -> outcome.item().conversation()).toList(),
                seed);
    }
}
