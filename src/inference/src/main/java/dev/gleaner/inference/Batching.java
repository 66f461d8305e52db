package dev.gleaner.inference;

/** Which exchanges of a batch go through the model together, where they differ in length. */
public enum Batching {

    /** Those of nearly the same length: little is computed for padding. */
    BY_LENGTH,

    /** All at once, padded to the longest: one call a batch. */
    ALL_AT_ONCE
}
