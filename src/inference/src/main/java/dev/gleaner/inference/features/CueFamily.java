package dev.gleaner.inference.features;

/** The hand-written cues of the follow-up: anywhere, by place, negated, and two by two. */
final class CueFamily implements FeatureFamily {

    private static final Cue[] CUES = Cue.values();
    private static final long PLEASED =
            union(Cue.THANKS, Cue.PRAISE, Cue.WORKS, Cue.DELIGHT, Cue.ACKNOWLEDGE, Cue.JOY_SIGN, Cue.LAUGH);
    private static final long DISPLEASED = union(
            Cue.STILL,
            Cue.NOT_WORKING,
            Cue.ERROR,
            Cue.WRONG,
            Cue.POOR,
            Cue.ANGER,
            Cue.EXCESS,
            Cue.MEANT,
            Cue.YOU_DID,
            Cue.ANGER_SIGN);

    @Override
    public String name() {
        return "cue";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        setAll("any", reading.cues, sink);
        setAll("opening", reading.openingCues, sink);
        setAll("head", reading.headCues, sink);
        setAll("tail", reading.tailCues, sink);
        setAll("negated", reading.negatedCues, sink);
        setAll("prompt", reading.promptCues, sink);
        setPairs(reading.headCues, sink);
        setBalance("head balance ", reading.headCues & ~reading.negatedCues, sink);
        setBalance("tail balance ", reading.tailCues & ~reading.negatedCues, sink);
        setBalance("balance ", reading.cues & ~reading.negatedCues, sink);
        sink.endValued(0.3f);
    }

    /** How many kinds of pleased and of displeased cues there are, each up to three. */
    private static void setBalance(String name, long cues, FeatureSink sink) {
        int pleased = Math.min(3, Long.bitCount(cues & PLEASED));
        int displeased = Math.min(3, Long.bitCount(cues & DISPLEASED));
        sink.set(name + pleased + " to " + displeased);
    }

    private static void setAll(String place, long cues, FeatureSink sink) {
        int seed = Hashing.extend(sink.seed(), place);
        for (long rest = cues; rest != 0; rest &= rest - 1) {
            sink.valueOf(Hashing.extend(seed, Long.numberOfTrailingZeros(rest)), 1);
        }
    }

    private static long union(Cue... cues) {
        long union = 0;
        for (Cue cue : cues) {
            union |= Lexicon.bit(cue);
        }
        return union;
    }

    private static void setPairs(long cues, FeatureSink sink) {
        int seed = Hashing.extend(sink.seed(), "pair");
        for (int a = 0; a < CUES.length; a++) {
            if ((cues >>> a & 1) == 0) {
                continue;
            }
            for (int b = a + 1; b < CUES.length; b++) {
                if ((cues >>> b & 1) != 0) {
                    sink.valueOf(Hashing.extend(Hashing.extend(seed, a), b), 0.6f);
                }
            }
        }
    }
}
