package dev.gleaner.dev;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.Replay;
import dev.gleaner.export.AvroJson;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Harvests one file to the end: feeds it, drains, and reads back what was published. */
public final class Batch {

    private final DevSession session;

    /**
     * A batch within a session.
     *
     * @param session stays open
     */
    public Batch(DevSession session) {
        this.session = session;
    }

    /**
     * What came of a file.
     *
     * @param turns fed
     * @param feedback verdicts by polarity
     * @param pairs by method
     * @param dropped candidates that no pair was made of, by reason
     * @param requests complaints for which language models were asked for a better answer
     * @param results requests that were answered
     * @param generatedDropped pairs asked of language models that were not kept, by reason
     * @param tokens what the answers cost, by model
     * @param deadLetters by reason
     * @param seconds from the first turn fed to the last pair read
     */
    public record Summary(
            long turns,
            Map<String, Long> feedback,
            Map<String, Long> pairs,
            Map<String, Long> dropped,
            long requests,
            long results,
            @JsonProperty("generated_dropped") Map<String, Long> generatedDropped,
            Map<String, Tokens> tokens,
            @JsonProperty("dead_letters") Map<String, Long> deadLetters,
            double seconds) {}

    /**
     * Runs it.
     *
     * @param conversations stays open
     * @param pairs takes each pair as a line of JSON
     * @param feedback takes each verdict as a line of JSON
     * @param progress is told the number of turns fed after each
     */
    public Summary run(
            ConversationReader conversations,
            Replay replay,
            Consumer<String> pairs,
            Consumer<String> feedback,
            LongConsumer progress)
            throws InterruptedException, ExecutionException {
        var begin = System.nanoTime();
        var turns = session.feed(conversations, replay, progress);
        session.drain();
        var tally = readBack(pairs, feedback);
        return new Summary(
                turns,
                tally.feedback(),
                tally.pairs(),
                session.service().counts(HarvestCounter.PAIRS_DROPPED),
                tally.requests(),
                tally.results(),
                session.service().counts(HarvestCounter.GENERATED_DROPPED),
                tally.tokens(),
                tally.deadLetters(),
                Math.round((System.nanoTime() - begin) / 1e7) / 100.0);
    }

    private Tally readBack(Consumer<String> pairs, Consumer<String> feedback) {
        var tally = new Tally();
        var published = session.published();
        published.readPairs(pair -> {
            tally.add(pair);
            pairs.accept(AvroJson.of(pair).toString());
        });
        published.readFeedback(verdict -> {
            tally.add(verdict);
            feedback.accept(AvroJson.of(verdict).toString());
        });
        published.readRequests(tally::add);
        published.readResults(tally::add);
        published.readDeadLetters(tally::addDeadLetter);
        return tally;
    }
}
