package dev.gleaner.training;

/**
 * Turns scores into probabilities: sigmoid(slope * score + offset), after Platt (1999) with the fitting of Lin, Lin and Weng (Machine
 * Learning 68, 2007), whose softened targets keep rare heads sane.
 *
 * @param slope at least 0: a head that ranks no better than chance is flattened, not turned round
 * @param offset added to the scaled score
 */
record PlattScaling(double slope, double offset) {

    private static final int STEPS = 100;
    private static final double SMALL = 1e-10;

    static PlattScaling fit(double[] scores, boolean[] labels) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        double high = (positives + 1.0) / (positives + 2.0);
        double low = 1.0 / (labels.length - positives + 2.0);
        double a = 0;
        double b = StrictMath.log((positives + 1.0) / (labels.length - positives + 1.0));
        double loss = loss(scores, labels, high, low, a, b);
        for (int step = 0; step < STEPS; step++) {
            double ga = 0;
            double gb = 0;
            double haa = 1e-12;
            double hab = 0;
            double hbb = 1e-12;
            for (int i = 0; i < scores.length; i++) {
                double p = sigmoid(a * scores[i] + b);
                double error = p - (labels[i] ? high : low);
                double curve = p * (1 - p);
                ga += error * scores[i];
                gb += error;
                haa += curve * scores[i] * scores[i];
                hab += curve * scores[i];
                hbb += curve;
            }
            double det = haa * hbb - hab * hab;
            double da = det > SMALL ? -(hbb * ga - hab * gb) / det : 0;
            double db = det > SMALL ? -(haa * gb - hab * ga) / det : -gb / hbb;
            double size = 1;
            double next = loss(scores, labels, high, low, a + da, b + db);
            while (next > loss && size > SMALL) {
                size /= 2;
                next = loss(scores, labels, high, low, a + size * da, b + size * db);
            }
            if (loss - next < SMALL) {
                break;
            }
            a += size * da;
            b += size * db;
            loss = next;
        }
        return a >= 0 ? new PlattScaling(a, b) : fit(new double[scores.length], labels);
    }

    private static double loss(double[] scores, boolean[] labels, double high, double low, double a, double b) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = a * scores[i] + b;
            double target = labels[i] ? high : low;
            loss += Math.max(z, 0) - z * target + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return loss;
    }

    double probability(double score) {
        return sigmoid(logit(score));
    }

    double logit(double score) {
        return slope * score + offset;
    }

    static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
