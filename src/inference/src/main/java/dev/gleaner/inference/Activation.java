package dev.gleaner.inference;

import java.util.Arrays;

/** What makes probabilities of a model's outputs. */
enum Activation {
    /** They are probabilities already. */
    NONE,

    /** Each output is a yes or no of its own. */
    SIGMOID,

    /** One of all labels holds. */
    SOFTMAX;

    /** The probabilities of one row of outputs. */
    double[] probabilities(double[] outputs) {
        return switch (this) {
            case NONE -> outputs;
            case SIGMOID ->
                Arrays.stream(outputs)
                        .map(output -> 1 / (1 + Math.exp(-output)))
                        .toArray();
            case SOFTMAX -> softmax(outputs);
        };
    }

    private static double[] softmax(double[] outputs) {
        double greatest = Arrays.stream(outputs).max().orElseThrow();
        double[] weights = Arrays.stream(outputs)
                .map(output -> Math.exp(output - greatest))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
