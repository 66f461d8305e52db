package dev.gleaner.recipes.ask;

import java.util.concurrent.Semaphore;

/** Has no more requests under way at once than the service wants; who comes first is let in first. */
final class Bounded<Q, R> implements Call<Q, R> {

    private final Call<Q, R> next;
    private final Semaphore places;

    /**
     * @param next asks
     * @param concurrency requests that may be under way
     */
    Bounded(Call<Q, R> next, int concurrency) {
        this.next = next;
        this.places = new Semaphore(concurrency, true);
    }

    @Override
    public R ask(Q question) throws InterruptedException {
        places.acquire();
        try {
            return next.ask(question);
        } finally {
            places.release();
        }
    }
}
