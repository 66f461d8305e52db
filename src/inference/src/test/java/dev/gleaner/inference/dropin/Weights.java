package dev.gleaner.inference.dropin;

import java.util.Arrays;
import java.util.Random;

/**
 * Random weights that depend on seed and name alone, in whatever order they are asked for.
 *
 * @param seed of all of them
 */
public record Weights(long seed) {

    private static final float SPREAD = 0.05f;

    /** Normally distributed around 0. */
    float[] normal(String name, int size) {
        Random random = new Random(seed * 31 + name.hashCode());
        float[] weights = new float[size];
        for (int at = 0; at < size; at++) {
            weights[at] = (float) (random.nextGaussian() * SPREAD);
        }
        return weights;
    }

    /** The scale of a layer norm. */
    float[] ones(int size) {
        float[] weights = new float[size];
        Arrays.fill(weights, 1f);
        return weights;
    }
}
