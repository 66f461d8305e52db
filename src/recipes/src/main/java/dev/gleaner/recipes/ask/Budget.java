package dev.gleaner.recipes.ask;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How many tokens may be spent in a day of UTC, over all models. It only tells; whoever asks models stops asking. What is under way when it
 * runs out is still paid for, and a program that starts again starts the day again. Safe for use by many threads.
 */
public final class Budget {

    private final long perDay;
    private final Clock clock;
    private LocalDate day;
    private long spent;

    /**
     * A budget of which nothing is spent.
     *
     * @param perDay tokens, read and written together; 0 for no limit
     * @param clock says which day it is
     */
    public Budget(long perDay, Clock clock) {
        if (perDay < 0) {
            throw new IllegalArgumentException("The budget of tokens must be 0 (no limit) or more");
        }
        this.perDay = perDay;
        this.clock = clock;
        this.day = today();
    }

    /** Whether nothing is left today. */
    public boolean isSpent() {
        return perDay > 0 && spentToday() >= perDay;
    }

    /** Tokens spent today. */
    public synchronized long spentToday() {
        startDay();
        return spent;
    }

    /** Spends, even what is not there: the tokens are gone when one hears of them. */
    public synchronized void spend(Tokens tokens) {
        startDay();
        spent += tokens.total();
    }

    private void startDay() {
        LocalDate today = today();
        if (!today.equals(day)) {
            day = today;
            spent = 0;
        }
    }

    /** When there is something to spend again: the next midnight of UTC. */
    public Instant opensAt() {
        return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
