package dev.gleaner.inference.features;

/** How alike the follow-up and the prompt are, letter by letter: who asks the same again in other words was not answered. */
final class SimilarityFamily implements FeatureFamily {

    private static final int RUN = 4;
    private static final int READ = 300;

    @Override
    public String name() {
        return "similarity";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        DistinctHashes said = runs(reading.followUp);
        DistinctHashes asked = runs(reading.prompt);
        int shared = said.sharedWith(asked);
        int longer = Math.max(said.count(), asked.count());
        int shorter = Math.min(said.count(), asked.count());
        int alike = longer == 0 ? 0 : shared * 10 / longer;
        int within = shorter == 0 ? 0 : shared * 10 / shorter;
        sink.set("alike " + alike);
        sink.set("within " + within);
        sink.value("alike", longer == 0 ? 0 : 2f * shared / longer);
        sink.value("within", shorter == 0 ? 0 : 2f * shared / shorter);
        boolean asks = reading.followUpText.indexOf('?') >= 0 || reading.cue(Cue.QUESTION);
        sink.set("alike " + Math.min(5, alike) + " asks " + asks);
        sink.set("alike " + Math.min(5, alike) + " after claim " + reading.endShape(ResponseShape.CLAIMS_DONE));
        sink.endValued(0.3f);
    }

    /** The runs of characters at the start of a text. */
    private static DistinctHashes runs(Tokens tokens) {
        int length = Math.min(READ, tokens.start(tokens.count()));
        int[] hashes = new int[Math.max(0, length - RUN + 1)];
        for (int start = 0; start < hashes.length; start++) {
            hashes[start] = Hashing.extend(0, tokens.units(), start, start + RUN);
        }
        return DistinctHashes.of(hashes, hashes.length);
    }
}
