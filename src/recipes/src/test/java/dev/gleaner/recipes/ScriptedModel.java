package dev.gleaner.recipes;

import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.Reply;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that answers each kind of question as it is told to: in turn, and with the last answer from then on. */
final class ScriptedModel implements LanguageModel {

    static final Tokens PRICE = new Tokens(10, 2);

    /** What questions in free text are called here; others are called after their form. */
    static final String CHAT = "chat";

    private final String name;
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<Question> questions = new ArrayList<>();

    ScriptedModel(String name) {
        this.name = name;
    }

    /** A model that finds no fault in anything: what is asked about passes. */
    static ScriptedModel benevolent(String name) {
        return new ScriptedModel(name)
                .answers("refusal", "{\"refusal\": \"NOT_A_REFUSAL\"}")
                .answers("preferences", "{\"preferences\": [\"Give minutes.\", \"Be brief.\"]}")
                .answers("harmful", "{\"harmful\": \"no\"}")
                .answers("better", "{\"better\": \"equal\"}")
                .answers(CHAT, "Twenty minutes.");
    }

    /** DECLINES, REJECTS and FAILS stand for what is no answer. */
    ScriptedModel answers(String kind, String... texts) {
        answers.put(kind, new ArrayDeque<>(List.of(texts)));
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reply ask(Question question) {
        questions.add(question);
        Deque<String> left = answers.get(kind(question));
        if (left == null) {
            throw new AssertionError(name + " was asked for " + kind(question));
        }
        String answer = left.size() > 1 ? left.remove() : left.element();
        return switch (answer) {
            case "DECLINES" -> new Reply(Optional.empty(), PRICE);
            case "REJECTS" -> throw new UnansweredException(Cause.REJECTED, "too long");
            case "FAILS" -> throw new UnansweredException(Cause.FAILED, "failed");
            default -> new Reply(Optional.of(answer), PRICE);
        };
    }

    private static String kind(Question question) {
        return question.form().map(form -> form.name()).orElse(CHAT);
    }

    /** What it was asked of a kind, in order. */
    List<Question> questions(String kind) {
        return questions.stream()
                .filter(question -> kind(question).equals(kind))
                .toList();
    }

    /** The message of the first question of a kind that is about texts of others. */
    String shown(String kind) {
        return questions(kind).get(0).messages().get(0).getContent();
    }
}
