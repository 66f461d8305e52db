package dev.gleaner.bench.measure;

import java.util.List;

/** The value in the middle: of rounds on a busy machine, the one to report. */
final class Median {

    private Median() {}

    static double of(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
