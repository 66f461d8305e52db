package dev.gleaner.training.checklist;

import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.training.evaluation.Bootstrap;
import dev.gleaner.training.evaluation.Estimate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often A's answer was better, over all items where that is known.
 *
 * @param wins of A
 * @param ties of both
 * @param losses of A
 * @param unknown items where nothing is known: in no share
 * @param win share of wins, 0 to 1
 * @param tie share of ties
 * @param lose share of losses
 * @param score share of wins, a tie counting half: above 0.5 A is better
 * @param orders whether the judge said the same in both orders
 */
public record Verdicts(
        int wins,
        int ties,
        int losses,
        int unknown,
        Estimate win,
        Estimate tie,
        Estimate lose,
        Estimate score,
        OrderAgreement orders) {

    /** How often each verdict stands in a resample. */
    private record Count(long wins, long ties, long losses) {

        static Count of(List<Ruling> rulings) {
            return new Count(
                    number(rulings, JudgeVerdict.WIN),
                    number(rulings, JudgeVerdict.TIE),
                    number(rulings, JudgeVerdict.LOSE));
        }

        private static long number(List<Ruling> rulings, JudgeVerdict verdict) {
            return rulings.stream()
                    .filter(ruling -> ruling.verdict() == verdict)
                    .count();
        }

        double share(double number) {
            return number / (wins + ties + losses);
        }
    }

    /**
     * Counts.
     *
     * @param rulings of the items
     * @param conversations of the items, which are resampled whole
     * @param seed decides the resamples
     */
    static Verdicts of(List<Ruling> rulings, List<String> conversations, long seed) {
        int[] known = IntStream.range(0, rulings.size())
                .filter(i -> rulings.get(i).verdict() != JudgeVerdict.UNKNOWN)
                .toArray();
        List<Ruling> theirs = IntStream.of(known).mapToObj(rulings::get).toList();
        Count count = Count.of(theirs);
        List<Count> resamples = Bootstrap.byGroup(
                        IntStream.of(known).mapToObj(conversations::get).toList(), seed)
                .draws(picks ->
                        Count.of(IntStream.of(picks).mapToObj(theirs::get).toList()));
        return new Verdicts(
                (int) count.wins(),
                (int) count.ties(),
                (int) count.losses(),
                rulings.size() - known.length,
                estimate(count, resamples, each -> each.share((double) each.wins())),
                estimate(count, resamples, each -> each.share((double) each.ties())),
                estimate(count, resamples, each -> each.share((double) each.losses())),
                estimate(count, resamples, each -> each.share(each.wins() + each.ties() / 2.0)),
                OrderAgreement.of(rulings));
    }

    private static Estimate estimate(Count count, List<Count> resamples, ToDoubleFunction<Count> figure) {
        return Estimate.of(count, resamples, figure);
    }

    /** Items where it is known who is better, or that neither is. */
    int known() {
        return wins + ties + losses;
    }
}
