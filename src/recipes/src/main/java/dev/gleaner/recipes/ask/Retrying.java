package dev.gleaner.recipes.ask;

import dev.gleaner.recipes.ask.AskListener.Outcome;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks again where that may help, and gives a question up only where the question is at fault.
 *
 * <p>A failure counts against a question only if the service answers somebody between it and the next attempt. Where nobody else is asking,
 * it is asked something that anything can answer. So an outage costs a question one attempt at most, however long it takes, and a question
 * that always fails is given up, whoever else is asking.
 */
final class Retrying<Q, R> implements Call<Q, R> {

    private final Call<Q, R> next;
    private final String model;
    private final Q harmless;
    private final Manners manners;
    private final BackOff backOff;

    /** How many questions of anybody the service took notice of. */
    private final AtomicLong answered = new AtomicLong();

    /**
     * @param next asks
     * @param model that is asked
     * @param harmless a question that a service can answer, if it can answer any
     * @param manners says how often
     * @param backOff says how long to wait
     */
    Retrying(Call<Q, R> next, String model, Q harmless, Manners manners, BackOff backOff) {
        this.next = next;
        this.model = model;
        this.harmless = harmless;
        this.manners = manners;
        this.backOff = backOff;
    }

    @Override
    public R ask(Q question) throws InterruptedException {
        Failures failures = new Failures();
        while (true) {
            try {
                return attempt(question);
            } catch (AttemptFailedException e) {
                failures.add(e);
                if (failures.counted == manners.attempts()) {
                    throw new UnansweredException(
                            Cause.FAILED,
                            model + " failed at a question " + failures.times + " times; the last time, its service "
                                    + e.getMessage());
                }
            }
        }
    }

    private R attempt(Q question) throws InterruptedException {
        try {
            R answer = next.ask(question);
            answered.incrementAndGet();
            return answer;
        } catch (UnansweredException e) {
            answered.incrementAndGet();
            throw e;
        }
    }

    private boolean isThere() throws InterruptedException {
        try {
            attempt(harmless);
            return true;
        } catch (UnansweredException e) {
            return true;
        } catch (AttemptFailedException e) {
            return false;
        }
    }

    /** The failures of one question. */
    private final class Failures {

        private final long start = System.nanoTime();
        private int times;
        private int counted;

        /** Takes note of a failure. Returns when it is time for the next attempt. */
        void add(AttemptFailedException failure) throws InterruptedException {
            long answeredBefore = answered.get();
            boolean isExcused = failure.outcome() == Outcome.BUSY && isWithinBusyTime();
            TimeUnit.MILLISECONDS.sleep(
                    backOff.pause(times, failure.retryAfter()).toMillis());
            times++;
            if (!isExcused && (!manners.awaiting() || answered.get() > answeredBefore || isThere())) {
                counted++;
            }
        }

        private boolean isWithinBusyTime() {
            return System.nanoTime() - start < manners.longestBusy().toNanos();
        }
    }
}
