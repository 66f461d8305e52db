package dev.gleaner.inference.features;

/**
 * The follow-up's opening words and cues, each together with what the response did: "yes" after an offer is compliance, after a claim it
 * is praise; "no" after a question is an answer, after a claim a rejection.
 */
final class CrossingFamily implements FeatureFamily {

    private static final int END_ASKS = 62;
    private static final int NOTHING = 63;

    @Override
    public String name() {
        return "crossing";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        long shapes = reading.endShapes | (reading.responseEndsAsking ? 1L << END_ASKS : 0);
        shapes = shapes == 0 ? 1L << NOTHING : shapes;
        int first = reading.firstWord();
        int count = reading.followUp.count();
        for (long rest = shapes; rest != 0; rest &= rest - 1) {
            int seed = Hashing.extend(sink.seed(), Long.numberOfTrailingZeros(rest));
            for (int end = first + 1; end <= Math.min(count, first + 2); end++) {
                sink.count(reading.followUp.hash(seed, first, end));
            }
            countCues(Hashing.extend(seed, "head"), reading.headCues, sink);
            countCues(Hashing.extend(seed, "opening"), reading.openingCues, sink);
        }
        sink.endCounted(0.8f);
    }

    private static void countCues(int seed, long cues, FeatureSink sink) {
        for (long rest = cues; rest != 0; rest &= rest - 1) {
            sink.count(Hashing.extend(seed, Long.numberOfTrailingZeros(rest)));
        }
    }
}
