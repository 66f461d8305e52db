package dev.gleaner.training;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.gleaner.inference.features.FeatureExtractor;
import dev.gleaner.inference.features.Features;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The model as it is exported: for each feature id that matters a weight a head, and a bias a head, calibration folded in; then, in
 * general talk, for each head a second look at all of them. In talk about code a second look made satisfied worse.
 *
 * @param ids how many feature ids there are
 * @param bias one a head
 * @param weights by id, in order, one a head
 * @param blends one a head
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LinearHeads(int ids, float[] bias, TreeMap<Integer, float[]> weights, List<Blend> blends) {

    /** The register, by its number, in which heads are looked at again: general talk. Its ids are the first. */
    static final int BLENDED_REGISTER = 0;

    /** From this id on an exchange is not blended. */
    int blendedIds() {
        return ids / FeatureExtractor.registers();
    }

    /** The probabilities of one exchange, one a head, as the exported model gives them. */
    double[] probabilities(Features features) {
        double[] z = new double[bias.length];
        for (int head = 0; head < z.length; head++) {
            z[head] = bias[head];
        }
        for (int slot = 0; slot < features.size(); slot++) {
            float[] row = weights.get(features.id(slot));
            for (int head = 0; row != null && head < z.length; head++) {
                z[head] += features.value(slot) * row[head];
            }
        }
        boolean blended = features.id(0) < blendedIds();
        double[] probabilities = new double[z.length];
        for (int head = 0; head < z.length; head++) {
            probabilities[head] =
                    PlattScaling.sigmoid(blended ? blends.get(head).logit(head, z) : z[head]);
        }
        return probabilities;
    }

    /**
     * Builds the heads from the column weights.
     *
     * @param mostRows how many ids may keep weights; those that move scores least are dropped
     */
    static LinearHeads of(
            FeatureMatrix matrix, double[][] columnWeights, PlattScaling[] scalings, List<Blend> blends, int mostRows) {
        int heads = columnWeights.length;
        float[] bias = new float[heads];
        for (int head = 0; head < heads; head++) {
            bias[head] = (float) scalings[head].offset();
        }
        TreeMap<Integer, float[]> all = new TreeMap<>();
        TreeMap<Double, Integer> lightest = new TreeMap<>();
        for (int id = 0; id < matrix.ids(); id++) {
            float[] row = new float[heads];
            double most = 0;
            for (int head = 0; head < heads; head++) {
                row[head] = rounded(scalings[head].slope() * matrix.weight(columnWeights[head], id));
                most = Math.max(most, Math.abs(row[head]));
            }
            if (most > 0 && matrix.frequency(id) > 0) {
                all.put(id, row);
                lightest.put(most * Math.sqrt(matrix.frequency(id)) + id * 1e-12, id);
            }
        }
        for (Map.Entry<Double, Integer> entry : lightest.entrySet()) {
            if (all.size() <= mostRows) {
                break;
            }
            all.remove(entry.getValue());
        }
        return new LinearHeads(matrix.ids(), bias, all, blends);
    }

    /** To what the exported model keeps of a weight: 16 bits. */
    private static float rounded(double weight) {
        return Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16((float) weight));
    }
}
