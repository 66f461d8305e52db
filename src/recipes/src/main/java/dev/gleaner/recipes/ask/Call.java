package dev.gleaner.recipes.ask;

/**
 * One kind of request to a service. The manners of asking are calls around a call, each of one job.
 *
 * @param <Q> what is asked
 * @param <R> what is answered
 */
@FunctionalInterface
interface Call<Q, R> {

    /**
     * Asks.
     *
     * @throws AttemptFailedException if it may go well another time
     * @throws UnansweredException if this question gets no answer
     * @throws ServiceRefusedException if no question gets one
     * @throws InterruptedException if the waiting thread is interrupted
     */
    R ask(Q question) throws InterruptedException;
}
