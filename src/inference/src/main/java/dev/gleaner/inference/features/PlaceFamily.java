package dev.gleaner.inference.features;

/** Words where they weigh most: in the first sentence, in the last one, and the very first words. */
final class PlaceFamily implements FeatureFamily {

    private static final int LONGEST_PLACE = 14;

    private final String name;
    private final boolean head;

    private PlaceFamily(String name, boolean head) {
        this.name = name;
        this.head = head;
    }

    static PlaceFamily head() {
        return new PlaceFamily("head", true);
    }

    static PlaceFamily tail() {
        return new PlaceFamily("tail", false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Tokens tokens = reading.followUp;
        int from = head ? 0 : Math.max(tokens.lastSentenceStart(), tokens.count() - LONGEST_PLACE);
        int to = head ? Math.min(tokens.sentenceStart(1), LONGEST_PLACE) : tokens.count();
        WordFamily.countRuns(tokens, Math.max(0, from), to, 2, sink);
        sink.endCounted(0.7f);
    }
}
