package dev.gleaner.training.checklist;

import dev.gleaner.recipes.PairwiseJudge;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.Reply;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Items, and models that say what they are told to. */
final class Scripted {

    static final Tokens PRICE = new Tokens(10, 2);

    private Scripted() {}

    /** An item of one user message. */
    static ChecklistItem item(String id, String conversation, String prompt, String... checklist) {
        return new ChecklistItem(id, conversation, List.of(new Message(Role.USER, prompt)), List.of(checklist));
    }

    /** An item of a conversation of its own. */
    static ChecklistItem item(int number) {
        return item("p" + number, "c" + number, "Question number " + number, "Be brief");
    }

    /** A model that remembers what it was asked. */
    static final class Model implements LanguageModel {

        private final String name;
        private final Function<Question, Optional<String>> answers;
        private final List<Question> asked = new CopyOnWriteArrayList<>();

        Model(String name, Function<Question, Optional<String>> answers) {
            this.name = name;
            this.answers = answers;
        }

        /** Says its name and what it was asked. */
        static Model echo(String name) {
            return new Model(name, question -> Optional.of(name + " on " + prompt(question)));
        }

        static Model silent(String name) {
            return new Model(name, question -> Optional.empty());
        }

        static Model broken(String name, UnansweredException.Cause reason) {
            return new Model(name, question -> {
                throw new UnansweredException(reason, name + " is broken");
            });
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Reply ask(Question question) {
            asked.add(question);
            return new Reply(answers.apply(question), PRICE);
        }

        List<Question> asked() {
            return asked;
        }

        private static String prompt(Question question) {
            return question.messages().get(0).getContent();
        }
    }

    /** A judge that asks its model twice and then says what it is told to, by prompt and checklist. */
    record Judge(LanguageModel model, BiFunction<String, List<String>, JudgeVerdict> verdicts)
            implements PairwiseJudge {

        /** Says the same in both orders. */
        static Function<LanguageModel, PairwiseJudge> that(BiFunction<String, List<String>, JudgeVerdict> verdicts) {
            return model -> new Judge(model, verdicts);
        }

        @Override
        public Judgement compare(List<Message> prompt, String chosen, String rejected, List<String> checklist)
                throws InterruptedException {
            Question question = new Question(String.join("; ", checklist), prompt, Optional.empty(), 0);
            model.ask(question);
            model.ask(question);
            JudgeVerdict verdict = verdicts.apply(prompt.get(0).getContent(), checklist);
            return new Judgement(verdict, verdict, verdict, model.name() + "/judge-1");
        }
    }
}
