package dev.gleaner.training.checklist;

import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.training.checklist.ModelAnswer.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An outcome to look at.
 *
 * @param kind what it is an example of
 * @param outcome one of those that are typical first
 */
record Example(String kind, Outcome outcome) {

    /** Of each kind at most. */
    private static final int OF_A_KIND = 2;

    /** Examples of each kind, none twice; only such as have both answers. */
    static List<Example> of(List<Outcome> outcomes) {
        List<Example> examples = new ArrayList<>();
        add(examples, outcomes, "The checklist changed the verdict", ChecklistEffect::isChanged);
        add(examples, outcomes, "A wins by the checklist", outcome -> says(outcome, JudgeVerdict.WIN));
        add(examples, outcomes, "A loses by the checklist", outcome -> says(outcome, JudgeVerdict.LOSE));
        return examples;
    }

    private static boolean says(Outcome outcome, JudgeVerdict verdict) {
        return outcome.guided().verdict() == verdict;
    }

    private static void add(List<Example> examples, List<Outcome> outcomes, String kind, Predicate<Outcome> isOne) {
        outcomes.stream()
                .filter(outcome -> outcome.a() instanceof Given && outcome.b() instanceof Given)
                .filter(isOne)
                .filter(outcome ->
                        examples.stream().noneMatch(example -> example.outcome().equals(outcome)))
                .limit(OF_A_KIND)
                .map(outcome -> new Example(kind, outcome))
                .toList()
                .forEach(examples::add);
    }
}
