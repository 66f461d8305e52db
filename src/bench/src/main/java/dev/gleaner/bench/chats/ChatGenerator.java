package dev.gleaner.bench.chats;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes up chats in which users ask, complain, praise and move on, about everyday things. Answers to one question share its words and
 * differ in the rest, so that a revision is on topic and not nearly equal. Of twenty chats one names its parents and
 * holds regenerations. Lengths are those of real chats with coding assistants: some 200 characters a question, 2,000 an answer.
 */
public final class ChatGenerator {

    private static final List<String> SUBJECTS = List.of(
            "sourdough bread",
            "a tomato garden",
            "bicycle brakes",
            "the tax return",
            "a wedding speech",
            "vegetable soup",
            "the train to Lisbon",
            "a chess opening",
            "running shoes",
            "the washing machine",
            "a birthday cake",
            "watercolour painting",
            "the hiking trail",
            "a garden pond",
            "guitar strings",
            "a winter coat");

    private static final List<String> QUESTIONS = List.of(
            "How do I get started with %s?",
            "What should I know about %s?", "Give me a short plan for %s.", "Which mistakes do people make with %s?");

    private static final List<String> STEPS = List.of(
            "begin early in the morning",
            "read the manual twice",
            "ask a neighbour for advice",
            "measure everything first",
            "keep the receipt somewhere safe",
            "use the blue toolbox",
            "let it rest overnight",
            "check the weather report",
            "buy a spare part",
            "write down each step",
            "work from left to right",
            "leave room at the edges",
            "test a small piece before",
            "warm it up slowly",
            "count to twenty",
            "take a photograph halfway");

    private static final List<String> COMPLAINTS = List.of(
            "No, that is wrong. Please redo it.",
            "That's not what I asked for. Try again.",
            "This is wrong, it does not work at all. Fix it.",
            "No, I meant something else. You ignored half of my question.");

    private static final List<String> PRAISES = List.of(
            "Perfect, thank you so much!",
            "Great, that works. Thanks!",
            "Thanks, exactly what I needed.",
            "Excellent answer, thank you.");

    private static final int STEPS_AN_ANSWER = 48;

    private final Random random;
    private final String prefix;
    private final double branching;
    private int chats;

    /**
     * Starts a series in which one chat of twenty branches.
     *
     * @param prefix of the conversation ids
     * @param seed the same seed gives the same chats
     */
    public ChatGenerator(String prefix, long seed) {
        this(prefix, seed, 0.05);
    }

    /**
     * Starts a series.
     *
     * @param prefix of the conversation ids
     * @param seed the same seed gives the same chats
     * @param branching part of the chats, 0 to 1, that name their parents and hold regenerations
     */
    public ChatGenerator(String prefix, long seed, double branching) {
        this.prefix = prefix;
        this.random = new Random(seed);
        this.branching = branching;
    }

    /**
     * The next chat.
     *
     * @param turns how many turns it has, at least 2
     * @return its turns, in order
     */
    public List<ConversationTurn> next(int turns) {
        var chat = new Chat(prefix + chats++, random.nextDouble() < branching);
        var question = question();
        chat.say(Role.USER, question);
        while (chat.turns.size() < turns) {
            chat.say(Role.ASSISTANT, answer(question));
            if (chat.branches && random.nextInt(3) == 0 && chat.turns.size() < turns) {
                chat.sayInstead(answer(question));
            }
            if (chat.turns.size() == turns) {
                break;
            }
            question = react(chat, question);
        }
        return chat.turns;
    }

    private String react(Chat chat, String question) {
        var mood = random.nextInt(10);
        if (mood < 4) {
            chat.say(Role.USER, pick(COMPLAINTS));
            return question;
        }
        var next = mood < 7 ? pick(PRAISES) + " " + question() : question();
        chat.say(Role.USER, next);
        return next;
    }

    private String question() {
        return String.format(pick(QUESTIONS), pick(SUBJECTS));
    }

    private String answer(String question) {
        var answer = new StringBuilder("About this: ")
                .append(question.replace('?', '.'))
                .append(' ');
        for (var step = 1; step <= STEPS_AN_ANSWER; step++) {
            answer.append(step)
                    .append(". ")
                    .append(pick(STEPS))
                    .append(" (")
                    .append(random.nextInt(1_000_000))
                    .append("); ");
        }
        return answer.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static final class Chat {
        private final String id;
        private final boolean branches;
        private final List<ConversationTurn> turns = new ArrayList<>();
        private @Nullable String last;
        private @Nullable String asked;

        Chat(String id, boolean branches) {
            this.id = id;
            this.branches = branches;
        }

        void say(Role role, String content) {
            var parent = branches ? last : null;
            asked = role == Role.USER ? name() : asked;
            add(role, content, parent);
        }

        /** Another answer to the last question. */
        void sayInstead(String content) {
            add(Role.ASSISTANT, content, asked);
        }

        private void add(Role role, String content, @Nullable String parent) {
            last = name();
            turns.add(ConversationTurn.newBuilder()
                    .setConversationId(id)
                    .setTurnId(last)
                    .setRole(role)
                    .setContent(content)
                    .setCreatedAt(Instant.EPOCH.plusSeconds(turns.size()))
                    .setParentTurnId(parent)
                    .build());
        }

        private String name() {
            return "t" + turns.size();
        }
    }
}
