package dev.gleaner.training.teacher;

import dev.gleaner.recipes.ask.AnswerForm;
import dev.gleaner.recipes.ask.AskListener.Outcome;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Manners;
import dev.gleaner.recipes.ask.OpenAiService;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.ServiceRefusedException;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.classify.ExchangeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A large language model that labels exchanges by the rubric, one at a time; not for use by many threads. Nothing of the texts is in what it
 * throws.
 */
public final class Teacher implements AutoCloseable {

    private static final AnswerForm FORM = new AnswerForm("label", RubricAnswer.SCHEMA);

    /** The label of a model that is sure of it. */
    private static final double TEMPERATURE = 0;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Endpoint endpoint;
    private final RubricPrompt prompt;
    private final OpenAiService service;
    private final LanguageModel model;

    /** How the last request ended: what a failure is called. */
    private volatile Outcome last = Outcome.ANSWERED;

    /**
     * Sets up a teacher; nothing is sent yet.
     *
     * @param endpoint where it is
     * @param key what the service knows us by, if it asks for that
     * @param random draws what nobody may foresee: a {@link java.security.SecureRandom}, outside tests
     */
    public Teacher(Endpoint endpoint, Optional<String> key, RandomGenerator random) {
        this.endpoint = endpoint;
        this.prompt = new RubricPrompt(random);
        this.service = OpenAiService.connect(
                new dev.gleaner.recipes.ask.Endpoint(
                        endpoint.url(), key.filter(text -> !text.isBlank()), endpoint.patience()),
                manners(endpoint.retries() + 1),
                (name, outcome, tokens, latency) -> last = outcome);
        this.model = service.model(endpoint.model());
    }

    /** Somebody waits for the lesson: a teacher who is away, or busy for long, is done without. */
    private static Manners manners(int attempts) {
        return new Manners(1, 0, attempts, LONGEST_PAUSE, Duration.ZERO, false);
    }

    /** The model and the text that tells it the rubric: what labels are signed with. */
    String name() {
        return endpoint.model() + "/" + RubricPrompt.VERSION;
    }

    /**
     * An answer and its price.
     *
     * @param answer the label, or why there is none
     * @param tokens read and written for it, as far as the service tells
     */
    record Reply(Answer answer, long tokens) {}

    /**
     * Asks for a label; where the answer is none, once more.
     *
     * @throws IllegalArgumentException if the service does not let us in, or does not know the model
     */
    Reply ask(ExchangeText text) {
        Reply first = request(text);
        if (!isMalformed(first.answer())) {
            return first;
        }
        Reply second = request(text);
        return new Reply(second.answer(), first.tokens() + second.tokens());
    }

    private static boolean isMalformed(Answer answer) {
        return isSkipped(answer, SkipReason.UNREADABLE) || isSkipped(answer, SkipReason.OUTSIDE_RUBRIC);
    }

    private static boolean isSkipped(Answer answer, SkipReason reason) {
        return answer instanceof Answer.Skip skip && skip.reason() == reason;
    }

    private Reply request(ExchangeText text) {
        Message message = new Message(Role.USER, prompt.message(text));
        try {
            return read(
                    model.ask(new Question(prompt.instructions(), List.of(message), Optional.of(FORM), TEMPERATURE)));
        } catch (ServiceRefusedException e) {
            throw new IllegalArgumentException("The teacher at " + endpoint.url() + " answers " + e.status()
                    + "; check OPENAI_API_KEY, --llm-url and --llm-model");
        } catch (UnansweredException e) {
            return new Reply(new Answer.Skip(reason(e)), 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the teacher", e);
        }
    }

    private SkipReason reason(UnansweredException e) {
        if (e.reason() == Cause.REJECTED) {
            return SkipReason.REJECTED;
        }
        return switch (last) {
            case BUSY -> SkipReason.BUSY;
            case TIMED_OUT, UNREACHABLE -> SkipReason.UNREACHABLE;
            default -> SkipReason.FAILED;
        };
    }

    private static Reply read(dev.gleaner.recipes.ask.Reply reply) {
        Answer answer = reply.content().map(RubricAnswer::read).orElse(new Answer.Skip(SkipReason.REFUSED));
        return new Reply(answer, reply.tokens().total());
    }

    @Override
    public void close() {
        service.close();
    }
}
