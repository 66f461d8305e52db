package dev.gleaner.inference.features;

/** The first one, two and three words, as they stand. */
final class OpeningFamily implements FeatureFamily {

    private static final int LONGEST = 3;

    @Override
    public String name() {
        return "opening";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        int first = reading.firstWord();
        for (int end = first + 1; end <= Math.min(reading.followUp.count(), first + LONGEST); end++) {
            sink.count(reading.followUp.hash(sink.seed(), first, end));
        }
        sink.endCounted(0.6f);
    }
}
