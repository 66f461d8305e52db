package dev.gleaner.inference.features;

/** Runs of two to five characters of the follow-up's start: typing errors, endings, emoji, languages without spaces. */
final class CharacterFamily implements FeatureFamily {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;

    /** Characters read, in UTF-16 units; later text adds cost and no evidence. */
    private static final int READ = 240;

    @Override
    public String name() {
        return "character";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Tokens tokens = reading.followUp;
        char[] units = tokens.units();
        int length = Math.min(READ, tokens.start(tokens.count()));
        for (int start = 0; start < length; start++) {
            int hash = sink.seed();
            for (int end = start; end < Math.min(length, start + LONGEST); end++) {
                hash = Hashing.extend(hash, units[end]);
                if (end - start + 1 >= SHORTEST) {
                    sink.count(hash);
                }
            }
        }
        sink.endCounted(0.8f);
    }
}
