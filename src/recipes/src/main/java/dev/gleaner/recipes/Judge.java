package dev.gleaner.recipes;

import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Has a language model compare two answers by the user's preferences as a checklist (WildFeedback, arXiv 2408.15549), in both orders. */
public final class Judge implements PairwiseJudge {

    private enum Better {
        A,
        B,
        EQUAL
    }

    private static final Map<String, Better> ANSWERS = Map.of("A", Better.A, "B", Better.B, "equal", Better.EQUAL);

    private final ClosedQuestion<Better> question;

    /**
     * @param model that judges
     * @param prompts say what it is to do
     * @param random draws the marks; one that cannot be foreseen and is safe for many threads
     */
    public Judge(LanguageModel model, Prompts prompts, RandomGenerator random) {
        this.question =
                ClosedQuestion.oneOf(ANSWERS, model, prompts.of(Recipe.JUDGE), new HostileText(random), "better");
    }

    @Override
    public Judgement compare(List<Message> prompt, String chosen, String rejected, List<String> checklist)
            throws InterruptedException {
        JudgeVerdict chosenFirst = verdict(better(prompt, checklist, chosen, rejected), Better.A);
        JudgeVerdict rejectedFirst = verdict(better(prompt, checklist, rejected, chosen), Better.B);
        return new Judgement(together(chosenFirst, rejectedFirst), chosenFirst, rejectedFirst, question.name());
    }

    private ClosedQuestion.Outcome<Better> better(List<Message> prompt, List<String> checklist, String a, String b)
            throws InterruptedException {
        List<Part> texts = new ArrayList<>(Texts.conversation(prompt));
        if (!checklist.isEmpty()) {
            texts.add(new Part("checklist", Texts.list(checklist)));
        }
        texts.add(Texts.answer("answer A", a));
        texts.add(Texts.answer("answer B", b));
        try {
            return question.ask(texts);
        } catch (UnansweredException e) {
            if (e.reason() == Cause.REJECTED) {
                return new ClosedQuestion.Outcome<>(Optional.empty(), true);
            }
            throw e;
        }
    }

    private static JudgeVerdict verdict(ClosedQuestion.Outcome<Better> outcome, Better chosen) {
        return outcome.answer()
                .map(better -> better == Better.EQUAL
                        ? JudgeVerdict.TIE
                        : better == chosen ? JudgeVerdict.WIN : JudgeVerdict.LOSE)
                .orElse(JudgeVerdict.UNKNOWN);
    }

    private static JudgeVerdict together(JudgeVerdict one, JudgeVerdict other) {
        if (one == JudgeVerdict.UNKNOWN || other == JudgeVerdict.UNKNOWN) {
            return JudgeVerdict.UNKNOWN;
        }
        return one == other ? one : JudgeVerdict.TIE;
    }
}
