package dev.gleaner.recipes.ask;

import dev.gleaner.recipes.ask.AskListener.Outcome;
import java.time.Duration;
import java.util.function.Function;

/** Tells the listener how each request ended. */
final class Observed<Q, R> implements Call<Q, R> {

    private final Call<Q, R> next;
    private final String model;
    private final AskListener listener;
    private final Function<R, Reply> asReply;

    /**
     * @param next asks
     * @param model that is asked
     * @param listener to tell
     * @param asReply reads outcome and price from what comes back
     */
    Observed(Call<Q, R> next, String model, AskListener listener, Function<R, Reply> asReply) {
        this.next = next;
        this.model = model;
        this.listener = listener;
        this.asReply = asReply;
    }

    @Override
    public R ask(Q question) throws InterruptedException {
        long start = System.nanoTime();
        try {
            R answer = next.ask(question);
            Reply reply = asReply.apply(answer);
            tell(reply.content().isPresent() ? Outcome.ANSWERED : Outcome.DECLINED, reply.tokens(), start);
            return answer;
        } catch (AttemptFailedException e) {
            tell(e.outcome(), Tokens.NONE, start);
            throw e;
        } catch (UnansweredException e) {
            tell(Outcome.REJECTED, Tokens.NONE, start);
            throw e;
        } catch (ServiceRefusedException e) {
            tell(Outcome.REFUSED, Tokens.NONE, start);
            throw e;
        }
    }

    private void tell(Outcome outcome, Tokens tokens, long start) {
        listener.asked(model, outcome, tokens, Duration.ofNanos(System.nanoTime() - start));
    }
}
