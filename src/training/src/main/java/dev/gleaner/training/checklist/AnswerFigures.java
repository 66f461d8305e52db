package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.training.checklist.ModelAnswer.Declined;
import dev.gleaner.training.checklist.ModelAnswer.Given;
import java.util.List;

/**
 * What a model did with the prompts.
 *
 * @param model as its service names it
 * @param given answers
 * @param declined prompts that it would not answer
 * @param missing prompts without an answer: the service did not take them, or failed
 * @param characters mean length of its answers; judges like long ones
 * @param tokens what the answers cost
 */
public record AnswerFigures(String model, int given, int declined, int missing, double characters, Tokens tokens) {

    static AnswerFigures of(String model, List<ModelAnswer> answers) {
        int given = number(answers, Given.class);
        int declined = number(answers, Declined.class);
        double characters = answers.stream()
                .filter(Given.class::isInstance)
                .mapToInt(answer -> ((Given) answer).text().length())
                .average()
                .orElse(Double.NaN);
        Tokens tokens = answers.stream().map(ModelAnswer::tokens).reduce(Tokens.NONE, Tokens::plus);
        return new AnswerFigures(model, given, declined, answers.size() - given - declined, characters, tokens);
    }

    private static int number(List<ModelAnswer> answers, Class<? extends ModelAnswer> kind) {
        return (int) answers.stream().filter(kind::isInstance).count();
    }
}
