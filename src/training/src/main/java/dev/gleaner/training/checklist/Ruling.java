package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import java.util.Optional;

/**
 * What is said of A's answer against B's.
 *
 * @param verdict WIN where A's is better
 * @param judgement the judge's words in both orders; nothing where it needed no judge, or none was to be had
 * @param isFinal whether it stays so; if not, the judge's service failed, or an answer is missing that the next run asks for
 * @param tokens what the judge cost
 */
public record Ruling(JudgeVerdict verdict, Optional<Judgement> judgement, boolean isFinal, Tokens tokens) {

    static Ruling judged(Judgement judgement, Tokens tokens) {
        return new Ruling(judgement.getVerdict(), Optional.of(judgement), true, tokens);
    }

    static Ruling withoutJudge(JudgeVerdict verdict) {
        return new Ruling(verdict, Optional.empty(), true, Tokens.NONE);
    }

    static Ruling unknown(boolean isFinal) {
        return new Ruling(JudgeVerdict.UNKNOWN, Optional.empty(), isFinal, Tokens.NONE);
    }
}
