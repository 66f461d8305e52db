package dev.gleaner.inference.features;

/** One kind of evidence. A family reads, counts or sets its features, and ends with the weight that it has beside the others. */
interface FeatureFamily {

    /** The name that sets this family's features apart; part of the hash. */
    String name();

    void collect(Reading reading, FeatureSink sink);
}
