package dev.gleaner.conversations;

import dev.gleaner.schema.ConversationTurn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns of several conversations in turn, as in life: so many conversations are under way at once, each in its own order. When one
 * ends, the next begins.
 */
public final class Interleaving {

    private final Supplier<Optional<Conversation>> conversations;
    private final int atOnce;
    private final Deque<Iterator<ConversationTurn>> underWay = new ArrayDeque<>();

    /**
     * Interleaves.
     *
     * @param conversations gives the next one, or nothing at the end
     * @param atOnce how many are under way at once; with 1 each is told to its end
     */
    public Interleaving(Supplier<Optional<Conversation>> conversations, int atOnce) {
        this.conversations = conversations;
        this.atOnce = atOnce;
    }

    /** The next turn, or nothing at the end. */
    public Optional<ConversationTurn> next() {
        while (underWay.size() < atOnce) {
            var another = conversations.get();
            if (another.isEmpty()) {
                break;
            }
            underWay.addLast(another.get().turns().iterator());
        }
        var talking = underWay.poll();
        if (talking == null) {
            return Optional.empty();
        }
        var turn = talking.next();
        if (talking.hasNext()) {
            underWay.addLast(talking);
        }
        return Optional.of(turn);
    }
}
