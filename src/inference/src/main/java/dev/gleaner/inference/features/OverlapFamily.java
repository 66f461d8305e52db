package dev.gleaner.inference.features;

import java.util.Arrays;

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
        int[] said = words(reading.followUp, 1, SHORTEST_WORD);
        int[] answered = words(reading.response, 1, SHORTEST_WORD);
        int[] asked = words(reading.prompt, 1, SHORTEST_WORD);
        share("words of the response", said, answered, sink);
        share("words of the prompt", said, asked, sink);
        share("prompt words again", asked, said, sink);
        int[] runs = words(reading.followUp, RUN, 0);
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

    private static void share(String name, int[] of, int[] in, FeatureSink sink) {
        if (of.length == 0) {
            sink.set(name + " none");
            return;
        }
        int common = common(of, in);
        float share = common / (1f + of.length);
        sink.value(name, share);
        sink.set(name + " " + (common == 0 ? 0 : 1 + (int) (share * STEPS)));
    }

    private static int[] words(Tokens tokens, int run, int shortest) {
        return words(tokens, 0, tokens.count(), run, shortest);
    }

    /** The distinct hashes, in order, of the runs of tokens that are long enough. */
    private static int[] words(Tokens tokens, int from, int to, int run, int shortest) {
        int[] hashes = new int[Math.max(0, to - from)];
        int size = 0;
        for (int token = from; token + run <= to; token++) {
            if (tokens.size(token) >= shortest) {
                hashes[size++] = tokens.hash(0, token, token + run);
            }
        }
        Arrays.sort(hashes, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, distinct);
    }

    private static int common(int[] a, int[] b) {
        int common = 0;
        int j = 0;
        for (int hash : a) {
            while (j < b.length && b[j] < hash) {
                j++;
            }
            common += j < b.length && b[j] == hash ? 1 : 0;
        }
        return common;
    }
}
