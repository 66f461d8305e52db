package dev.gleaner.training.checklist;

import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.training.evaluation.Bootstrap;
import dev.gleaner.training.evaluation.Estimate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the checklist does to the verdict.
 *
 * @param compared items where both verdicts are known
 * @param changed where they differ
 * @param share of the changed ones, 0 to 1
 * @param counts items by the verdict without the checklist, and there by that with it
 */
public record ChecklistEffect(
        int compared, int changed, Estimate share, Map<JudgeVerdict, Map<JudgeVerdict, Integer>> counts) {

    /** The verdicts that say something. */
    static final List<JudgeVerdict> KNOWN = List.of(JudgeVerdict.WIN, JudgeVerdict.TIE, JudgeVerdict.LOSE);

    static ChecklistEffect of(List<Outcome> outcomes, long seed) {
        List<Outcome> compared =
                outcomes.stream().filter(ChecklistEffect::isKnown).toList();
        boolean[] changed = new boolean[compared.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = isChanged(compared.get(i));
        }
        int[] all = IntStream.range(0, changed.length).toArray();
        List<Double> resamples = Bootstrap.byGroup(
                        compared.stream()
                                .map(outcome -> outcome.item().conversation())
                                .toList(),
                        seed)
                .draws(picks -> share(changed, picks));
        return new ChecklistEffect(
                compared.size(),
                number(changed, all),
                Estimate.of(share(changed, all), resamples, Double::doubleValue),
                counts(compared));
    }

    private static boolean isKnown(Outcome outcome) {
        return outcome.guided().verdict() != JudgeVerdict.UNKNOWN
                && outcome.unguided().verdict() != JudgeVerdict.UNKNOWN;
    }

    /** Whether both verdicts are known, and differ. */
    static boolean isChanged(Outcome outcome) {
        return isKnown(outcome)
                && outcome.guided().verdict() != outcome.unguided().verdict();
    }

    private static double share(boolean[] changed, int[] picks) {
        return (double) number(changed, picks) / picks.length;
    }

    private static int number(boolean[] changed, int[] picks) {
        return (int) IntStream.of(picks).filter(i -> changed[i]).count();
    }

    private static Map<JudgeVerdict, Map<JudgeVerdict, Integer>> counts(List<Outcome> compared) {
        Map<JudgeVerdict, Map<JudgeVerdict, Integer>> counts = new EnumMap<>(JudgeVerdict.class);
        for (JudgeVerdict without : KNOWN) {
            Map<JudgeVerdict, Integer> row = new EnumMap<>(JudgeVerdict.class);
            KNOWN.forEach(with -> row.put(with, (int) compared.stream()
                    .filter(outcome -> outcome.unguided().verdict() == without
                            && outcome.guided().verdict() == with)
                    .count()));
            counts.put(without, Collections.unmodifiableMap(row));
        }
        return Collections.unmodifiableMap(counts);
    }
}
