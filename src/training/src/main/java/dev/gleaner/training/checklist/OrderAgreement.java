package dev.gleaner.training.checklist;

import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * Whether a judge says the same whichever answer it is shown first. Where it does not, the verdict is a tie.
 *
 * @param judged items that the judge compared in both orders
 * @param agreed where it said the same in both
 * @param firstFavoured where it found the answer better that stood first, both times
 * @param lastFavoured where it found the answer better that stood last, both times
 */
public record OrderAgreement(int judged, int agreed, int firstFavoured, int lastFavoured) {

    static OrderAgreement of(List<Ruling> rulings) {
        List<Judgement> judged = rulings.stream()
                .map(Ruling::judgement)
                .flatMap(Optional::stream)
                .filter(judgement -> judgement.getChosenFirst() != JudgeVerdict.UNKNOWN
                        && judgement.getRejectedFirst() != JudgeVerdict.UNKNOWN)
                .toList();
        return new OrderAgreement(
                judged.size(),
                (int) judged.stream()
                        .filter(judgement -> judgement.getChosenFirst() == judgement.getRejectedFirst())
                        .count(),
                number(judged, JudgeVerdict.WIN, JudgeVerdict.LOSE),
                number(judged, JudgeVerdict.LOSE, JudgeVerdict.WIN));
    }

    private static int number(List<Judgement> judged, JudgeVerdict chosenFirst, JudgeVerdict rejectedFirst) {
        return (int) judged.stream()
                .filter(judgement ->
                        judgement.getChosenFirst() == chosenFirst && judgement.getRejectedFirst() == rejectedFirst)
                .count();
    }

    /** The share of agreement, 0 to 1; not a number where nothing was judged. */
    public double share() {
        return (double) agreed / judged;
    }
}
