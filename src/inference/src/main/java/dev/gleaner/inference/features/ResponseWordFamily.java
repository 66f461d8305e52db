package dev.gleaner.inference.features;

/** The response's last words: what the follow-up is most likely to answer. */
final class ResponseWordFamily implements FeatureFamily {

    private static final int LAST_WORDS = 40;

    @Override
    public String name() {
        return "response word";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Tokens tokens = reading.response;
        WordFamily.countRuns(tokens, Math.max(0, tokens.count() - LAST_WORDS), tokens.count(), 2, sink);
        sink.endCounted(0.5f);
    }
}
