package dev.gleaner.recipes;

import dev.gleaner.recipes.ask.LanguageModel;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who plays which part. At least one of expert and policy model; who is missing makes no pairs, or no judgements.
 *
 * @param expert writes better answers
 * @param policy the model to be trained, which writes both answers
 * @param judge compares answers; also reads feedback and moderates, for which else the expert is asked, or the policy model
 */
public record Cast(Optional<LanguageModel> expert, Optional<LanguageModel> policy, Optional<LanguageModel> judge) {

    /** Refuses a cast that can write nothing. */
    public Cast {
        if (expert.isEmpty() && policy.isEmpty()) {
            throw new IllegalArgumentException(
                    "Name an expert model or a policy model: without one, no answer can be written");
        }
    }

    /** Who reads feedback, refusals and, where need be, whether texts are harmful. */
    LanguageModel reader() {
        return judge.or(() -> expert).or(() -> policy).orElseThrow();
    }

    /** The same cast, each of it wrapped. */
    Cast map(UnaryOperator<LanguageModel> wrapper) {
        return new Cast(expert.map(wrapper), policy.map(wrapper), judge.map(wrapper));
    }
}
