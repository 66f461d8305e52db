package dev.gleaner.inference.features;

/** Words within reach of a negation: "works" and "does not work" share a word and no meaning. */
final class NegationFamily implements FeatureFamily {

    @Override
    public String name() {
        return "negated";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        for (int token = 0; token < reading.negated.length; token++) {
            if (reading.negated[token]) {
                sink.count(reading.followUp.hash(sink.seed(), token, token + 1));
            }
        }
        sink.endCounted(0.6f);
    }
}
