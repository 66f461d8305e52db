package dev.gleaner.inference.features;

/** Runs of one to three words of the follow-up, with a mark where it starts and ends. */
final class WordFamily implements FeatureFamily {

    private static final int LONGEST = 3;

    @Override
    public String name() {
        return "word";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        countRuns(reading.followUp, 0, reading.followUp.count(), LONGEST, sink);
        sink.endCounted(1f);
    }

    static void countRuns(Tokens tokens, int from, int to, int longest, FeatureSink sink) {
        for (int token = from; token < to; token++) {
            for (int end = token + 1; end <= Math.min(to, token + longest); end++) {
                sink.count(tokens.hash(sink.seed(), token, end));
            }
        }
    }
}
