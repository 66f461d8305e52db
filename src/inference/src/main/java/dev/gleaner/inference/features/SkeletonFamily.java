package dev.gleaner.inference.features;

import java.util.Arrays;

/**
 * How the first and the last sentence are built, whatever they speak of: the small words as they stand, a cue for the phrase it is a sign
 * of, and one mark for a run of other words ("the _ is STILL _", "can you _ it _ ?").
 */
final class SkeletonFamily implements FeatureFamily {

    private static final int LONGEST = 4;
    private static final int READ = 16;
    private static final int TOPIC = 1;
    private static final WordSet SMALL_WORDS = WordSet.of(
            "a an the this that these those it its it's that's there there's here i i'm i've i'd i'll you you're you've your my me mine"
                    + " we we're we've our us let's lets he she they them his her their one ones is are was were be been being am"
                    + " do does did done has have had having can could would should will shall may might must to of in on at by"
                    + " for from with without as into onto about than and or but if so then when while because since until not no"
                    + " don't doesn't didn't isn't aren't wasn't weren't won't can't cannot couldn't wouldn't shouldn't haven't hasn't"
                    + " what why how where who which whose what's how's where's who's please now still again also too very just only"
                    + " even yet already all any some more most less other another same different next first last both each every"
                    + " ok okay yes no oh hmm well thanks get got getting make makes made see seems seem look looks use using add"
                    + " remove change fix update create write give show put try want need like");

    @Override
    public String name() {
        return "skeleton";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Tokens tokens = reading.followUp;
        int headEnd = Math.min(tokens.sentenceStart(1), READ);
        count(Hashing.extend(sink.seed(), "head"), skeleton(reading, 0, headEnd), sink);
        if (tokens.sentences() > 1) {
            int from = Math.max(tokens.lastSentenceStart(), tokens.count() - READ);
            count(Hashing.extend(sink.seed(), "tail"), skeleton(reading, from, tokens.count()), sink);
        }
        sink.endCounted(0.7f);
    }

    /** One hash a token of the sentence, a run of topic words as one. */
    private static int[] skeleton(Reading reading, int from, int to) {
        int[] parts = new int[Math.max(0, to - from)];
        int size = 0;
        for (int token = from; token < to; token++) {
            int part = part(reading, token);
            if (part != TOPIC || size == 0 || parts[size - 1] != TOPIC) {
                parts[size++] = part;
            }
        }
        return Arrays.copyOf(parts, size);
    }

    private static int part(Reading reading, int token) {
        Tokens tokens = reading.followUp;
        if (!tokens.startsWithLetter(token) || SMALL_WORDS.contains(tokens, token)) {
            return tokens.hash(0, token, token + 1);
        }
        long cues = reading.cuesAt[token];
        return cues == 0 ? TOPIC : Hashing.extend(Hashing.extend(7, (int) cues), (int) (cues >>> 32));
    }

    private static void count(int seed, int[] parts, FeatureSink sink) {
        for (int start = 0; start < parts.length; start++) {
            int hash = start == 0 ? Hashing.extend(seed, "start") : seed;
            for (int end = start; end < Math.min(parts.length, start + LONGEST); end++) {
                hash = Hashing.extend(hash, parts[end]);
                if (end > start || parts.length == 1) {
                    sink.count(hash);
                }
            }
        }
    }
}
