package dev.gleaner.dev;

import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.JsonLines;
import java.time.Clock;
import java.util.Optional;

/** The conversations that ship with the project. */
public final class Sample {

    private static final String RESOURCE = "sample-conversations.jsonl";

    private Sample() {}

    /** Opens them. */
    public static ConversationReader open() {
        var in = Optional.ofNullable(Sample.class.getResourceAsStream(RESOURCE))
                .orElseThrow(() -> new IllegalStateException("The build left out " + RESOURCE));
        return new ConversationReader(new JsonLines(RESOURCE, in), Clock.systemUTC());
    }
}
