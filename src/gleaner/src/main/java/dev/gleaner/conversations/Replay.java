package dev.gleaner.conversations;

import java.util.function.LongConsumer;

/**
 * Plays conversations into the topic of turns.
 *
 * @param atOnce conversations under way at once, 1 or more
 * @param perSecond turns a second; 0 for as fast as it goes
 */
public record Replay(int atOnce, double perSecond) {

    /** Checks what would make no sense. */
    public Replay {
        if (atOnce < 1) {
            throw new IllegalArgumentException("At least one conversation must be under way at once");
        }
        if (!(perSecond >= 0)) {
            throw new IllegalArgumentException("The rate must be turns a second, 0 for as fast as it goes");
        }
    }

    /**
     * Plays all of a file, until it ends or the thread is interrupted.
     *
     * @param from conversations in order; stays open
     * @param to stays open
     * @param progress is told the number of turns after each
     * @return how many turns were sent, all of them acknowledged
     * @throws ConversationFileException at the first bad line; what came before it is sent
     */
    public long play(ConversationReader from, TurnTopic to, LongConsumer progress) {
        var turns = new Interleaving(from::next, atOnce);
        var pace = new Pace(perSecond);
        var sent = 0L;
        try {
            for (var turn = turns.next(); turn.isPresent(); turn = turns.next()) {
                pace.await();
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
                to.send(turn.get());
                progress.accept(++sent);
            }
        } finally {
            to.flush();
        }
        return sent;
    }
}
