package dev.gleaner.inference.features;

import java.util.Arrays;

/**
 * Collects the features of one exchange, family by family, as ids and values. Not safe for several threads; meant to be used again.
 *
 * <p>An id is a hash, cut to the size of the table and moved to the part of the table that belongs to the exchange's register.
 */
final class FeatureSink {

    private final int mask;
    private int offset;
    private int seed;

    private int[] ids = new int[2048];
    private float[] values = new float[2048];
    private int size;
    private int familyStart;
    private int[] pending = new int[2048];
    private int pendings;

    FeatureSink(int tableSize) {
        mask = tableSize - 1;
    }

    /** Forgets the exchange before. */
    void startExchange(int registerOffset) {
        offset = registerOffset;
        size = 0;
    }

    /** Starts a family: the same word is another feature in another family. */
    void startFamily(String name) {
        seed = Hashing.seed(name);
        familyStart = size;
        pendings = 0;
    }

    /** The seed to hash a counted feature of this family on. */
    int seed() {
        return seed;
    }

    /** Counts one occurrence of a feature; its value grows with the logarithm of the count. */
    void count(int hash) {
        if (pendings == pending.length) {
            pending = Arrays.copyOf(pending, pendings * 2);
        }
        pending[pendings++] = id(hash);
    }

    /** Sets a feature that is there or not. */
    void set(CharSequence feature) {
        value(feature, 1);
    }

    void value(CharSequence feature, float value) {
        if (value != 0) {
            put(id(Hashing.extend(seed, feature)), value);
        }
    }

    void valueOf(int hash, float value) {
        put(id(hash), value);
    }

    /** Ends a family of counted features: scaled so that their Euclidean length is the weight. */
    void endCounted(float weight) {
        Arrays.sort(pending, 0, pendings);
        double squares = 0;
        int at = 0;
        while (at < pendings) {
            int run = 1;
            while (at + run < pendings && pending[at + run] == pending[at]) {
                run++;
            }
            float value = run == 1 ? 1 : (float) (1 + StrictMath.log(run));
            put(pending[at], value);
            squares += value * value;
            at += run;
        }
        scale(squares == 0 ? 0 : (float) (weight / Math.sqrt(squares)));
    }

    /** Ends a family of values: each is multiplied by the weight. */
    void endValued(float weight) {
        scale(weight);
    }

    private void scale(float factor) {
        for (int i = familyStart; i < size; i++) {
            values[i] *= factor;
        }
    }

    private int id(int hash) {
        return offset + (Hashing.finish(hash) & mask);
    }

    private void put(int id, float value) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        ids[size] = id;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int[] ids() {
        return ids;
    }

    float[] values() {
        return values;
    }
}
