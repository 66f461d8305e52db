package dev.gleaner.inference.features;

/** How much of the follow-up was said before: a repeated request is a complaint, words of the response are talk about it. */
final class OverlapFamily implements FeatureFamily {

    private static final int SHORTEST_WORD = 4;
    private static final int RUN = 4;
    private static final int STEPS = 5;

    @Override
    public String name() {
        return "overlap";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        DistinctHashes said = words(reading.followUp, 1, SHORTEST_WORD);
        DistinctHashes answered = words(reading.response, 1, SHORTEST_WORD);
        DistinctHashes asked = words(reading.prompt, 1, SHORTEST_WORD);
        share("words of the response", said, answered, sink);
        share("words of the prompt", said, asked, sink);
        share("prompt words again", asked, said, sink);
        DistinctHashes runs = words(reading.followUp, RUN, 0);
        share("runs of the response", runs, words(reading.response, RUN, 0), sink);
        share("runs of the prompt", runs, words(reading.prompt, RUN, 0), sink);
        Tokens end = reading.response;
        share(
                "last words of the response",
                said,
                words(end, Math.max(0, end.count() - 25), end.count(), 1, SHORTEST_WORD),
                sink);
        if (reading.followUpText.strip().equals(reading.promptText.strip())) {
            sink.set("prompt again");
        }
        sink.endValued(0.3f);
    }

    private static void share(String name, DistinctHashes of, DistinctHashes in, FeatureSink sink) {
        if (of.count() == 0) {
            sink.set(name + " none");
            return;
        }
        int common = of.sharedWith(in);
        float share = common / (1f + of.count());
        sink.value(name, share);
        sink.set(name + " " + (common == 0 ? 0 : 1 + (int) (share * STEPS)));
    }

    private static DistinctHashes words(Tokens tokens, int run, int shortest) {
        return words(tokens, 0, tokens.count(), run, shortest);
    }

    /** The hashes of the runs of tokens that are long enough. */
    private static DistinctHashes words(Tokens tokens, int from, int to, int run, int shortest) {
        int[] hashes = new int[Math.max(0, to - from)];
        int size = 0;
        for (int token = from; token + run <= to; token++) {
            if (tokens.size(token) >= shortest) {
                hashes[size++] = tokens.hash(0, token, token + run);
            }
        }
        return DistinctHashes.of(hashes, size);
    }
}
