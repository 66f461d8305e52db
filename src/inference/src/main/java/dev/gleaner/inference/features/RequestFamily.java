package dev.gleaner.inference.features;

/**
 * What is asked for once the politeness is taken off: in "ok now can you please shorten it" the verb "shorten" and its object "it". To
 * shorten <em>it</em> is a revision, to write <em>a</em> poem a new task.
 */
final class RequestFamily implements FeatureFamily {

    private static final int LONGEST_OPENING = 12;
    private static final WordSet OPENERS = WordSet.of(
            "ok okay so now then also and but alright great good nice perfect cool awesome thanks thank you yes yeah yep sure no well hmm"
                    + " oh ah right please pls can could would will you u we i let's lets let us want wanted need needed like i'd i'll"
                    + " to be able go ahead help me try next actually just maybe instead , . ! - : : wait hey hi it's is possible there way"
                    + " first second finally lastly additionally again still do don't should must have has");

    @Override
    public String name() {
        return "request";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Tokens tokens = reading.followUp;
        requestFrom(tokens, 0, "first", reading, sink);
        if (tokens.sentences() > 1) {
            requestFrom(tokens, tokens.lastSentenceStart(), "last", reading, sink);
        }
        sink.endCounted(0.6f);
    }

    private static void requestFrom(Tokens tokens, int from, String place, Reading reading, FeatureSink sink) {
        int verb = from;
        while (verb < tokens.count() && verb < from + LONGEST_OPENING && OPENERS.contains(tokens, verb)) {
            verb++;
        }
        if (verb >= tokens.count()) {
            return;
        }
        int seed = Hashing.extend(sink.seed(), place);
        int verbHash = tokens.hash(seed, verb, verb + 1);
        sink.count(verbHash);
        sink.count(Hashing.extend(verbHash, Math.min(3, verb - from)));
        sink.count(tokens.hash(seed, verb, Math.min(tokens.count(), verb + 2)));
        sink.count(tokens.hash(seed, verb, Math.min(tokens.count(), verb + 3)));
        if (verb + 1 < tokens.count()) {
            sink.count(tokens.hash(Hashing.extend(seed, "object"), verb + 1, verb + 2));
        }
        sink.count(
                Hashing.extend(Hashing.extend(verbHash, "claim"), reading.endShape(ResponseShape.CLAIMS_DONE) ? 1 : 0));
        sink.count(Hashing.extend(Hashing.extend(verbHash, "asked"), reading.responseEndsAsking ? 1 : 0));
    }
}
