package dev.gleaner.bench.model;

/** What may go wrong with a language model and its service. */
public enum Fault {
    /** The answer takes ten times as long. */
    SLOW,
    /** 429, with Retry-After. */
    BUSY,
    /** 500. */
    ERROR,
    /** The connection is cut in the middle of the answer. */
    CUT,
    /** What comes is no JSON at all. */
    GARBAGE,
    /** The model declines to answer. */
    REFUSAL,
    /** The model does what the judged text tells it to, instead of what it was asked. */
    INJECTED
}
