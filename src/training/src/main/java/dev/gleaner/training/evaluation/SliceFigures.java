package dev.gleaner.training.evaluation;

/**
 * The figures of a part of a data set: a source or a language.
 *
 * @param name of the part
 * @param exchanges how many there are
 * @param groups how many sources or conversations they are of
 * @param satisfied where the model may not abstain
 * @param dissatisfied where the model may not abstain
 */
public record SliceFigures(
        String name, int exchanges, int groups, PrecisionRecall satisfied, PrecisionRecall dissatisfied) {}
