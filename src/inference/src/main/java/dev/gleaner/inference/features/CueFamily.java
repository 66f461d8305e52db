package dev.gleaner.inference.features;

/** The hand-written cues of the follow-up: anywhere, by place, negated, and two by two. */
final class CueFamily implements FeatureFamily {

    private static final Cue[] CUES = Cue.values();

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
        sink.endValued(0.25f);
    }

    private static void setAll(String place, long cues, FeatureSink sink) {
        int seed = Hashing.extend(sink.seed(), place);
        for (long rest = cues; rest != 0; rest &= rest - 1) {
            sink.valueOf(Hashing.extend(seed, Long.numberOfTrailingZeros(rest)), 1);
        }
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
