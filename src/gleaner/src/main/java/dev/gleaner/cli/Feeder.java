package dev.gleaner.cli;

import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.Replay;
import dev.gleaner.dev.DevSession;
import org.jspecify.annotations.Nullable;

/** Feeds a session while somebody watches. */
final class Feeder implements AutoCloseable {

    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    Feeder(DevSession session, ConversationReader conversations, Replay replay) {
        thread = new Thread(
                () -> {
                    try {
                        session.feed(conversations, replay, done -> {});
                    } catch (RuntimeException e) {
                        failure = e;
                    }
                },
                "feed");
    }

    void start() {
        thread.start();
    }

    /** Throws what made it fail, if it did. */
    void requireSuccess() {
        var cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    /** Feeds no more. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
