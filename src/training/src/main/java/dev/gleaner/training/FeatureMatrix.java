package dev.gleaner.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.gleaner.inference.features.FeatureExtractor;
import dev.gleaner.inference.features.Features;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The features of the training exchanges as liblinear reads them.
 *
 * <p>Every feature has two columns: one shared by all registers and one of its own register (Daumé III, Frustratingly Easy Domain
 * Adaptation, arXiv 0907.1815). For the model's table the two add up, so that at run time a feature costs one look-up.
 *
 * <p>In made-up exchanges it has a third one, which holds what is true of made-up talk alone and is no part of the model.
 */
final class FeatureMatrix {

    /**
     * How large a feature's value is in the column of its own register, general talk first: people speak of code in fewer ways than of
     * everything else, so coding leans more on the shared column.
     */
    private static final double[] OWN_SCALE = {2, 0.5};

    private final int tableSize;
    private final int[] frequency;
    private final int[] sharedColumn;
    private final int[] ownColumn;
    private final int[] madeUpColumn;
    private final Feature[][] rows;
    private final int[] registers;
    private int columns;

    private FeatureMatrix(int tableSize) {
        this.tableSize = tableSize;
        int ids = tableSize * FeatureExtractor.registers();
        this.frequency = new int[ids];
        this.sharedColumn = new int[tableSize];
        this.ownColumn = new int[ids];
        this.madeUpColumn = new int[tableSize];
        this.rows = new Feature[0][];
        this.registers = new int[0];
    }

    private FeatureMatrix(FeatureMatrix counted, Feature[][] rows, int[] registers) {
        this.tableSize = counted.tableSize;
        this.frequency = counted.frequency;
        this.sharedColumn = counted.sharedColumn;
        this.ownColumn = counted.ownColumn;
        this.madeUpColumn = counted.madeUpColumn;
        this.columns = counted.columns;
        this.rows = rows;
        this.registers = registers;
    }

    /**
     * Reads the exchanges.
     *
     * @param tableSize ids a register has
     * @param rarest features of fewer exchanges are left out
     */
    static FeatureMatrix of(TrainingRows training, int tableSize, int rarest) {
        FeatureExtractor extractor = new FeatureExtractor(tableSize);
        List<Map<Integer, Float>> read = training.exchanges().stream()
                .map(exchange -> merged(extractor.extract(exchange.text())))
                .toList();
        FeatureMatrix matrix = new FeatureMatrix(tableSize);
        int[] madeUp = new int[tableSize];
        for (int row = 0; row < read.size(); row++) {
            for (int id : read.get(row).keySet()) {
                matrix.frequency[id]++;
                madeUp[id % tableSize] += training.isMadeUp(row) ? 1 : 0;
            }
        }
        matrix.numberColumns(madeUp, rarest);
        return new FeatureMatrix(
                matrix,
                IntStream.range(0, read.size())
                        .mapToObj(row -> matrix.row(read.get(row), training.isMadeUp(row)))
                        .toArray(Feature[][]::new),
                read.stream()
                        .mapToInt(features -> features.keySet().iterator().next() / tableSize)
                        .toArray());
    }

    private static Map<Integer, Float> merged(Features features) {
        Map<Integer, Float> merged = new TreeMap<>();
        for (int slot = 0; slot < features.size(); slot++) {
            merged.merge(features.id(slot), features.value(slot), Float::sum);
        }
        return merged;
    }

    private void numberColumns(int[] madeUp, int rarest) {
        int[] overall = new int[tableSize];
        for (int id = 0; id < frequency.length; id++) {
            overall[id % tableSize] += frequency[id];
        }
        for (int hash = 0; hash < tableSize; hash++) {
            sharedColumn[hash] = overall[hash] >= rarest ? ++columns : 0;
        }
        for (int id = 0; id < frequency.length; id++) {
            ownColumn[id] = frequency[id] >= rarest ? ++columns : 0;
        }
        for (int hash = 0; hash < tableSize; hash++) {
            madeUpColumn[hash] = madeUp[hash] >= rarest ? ++columns : 0;
        }
    }

    private Feature[] row(Map<Integer, Float> features, boolean isMadeUp) {
        Feature[] row = new Feature[features.size() * 3];
        int size = 0;
        for (Map.Entry<Integer, Float> feature : features.entrySet()) {
            int id = feature.getKey();
            if (sharedColumn[id % tableSize] > 0) {
                row[size++] = new FeatureNode(sharedColumn[id % tableSize], feature.getValue());
            }
            if (ownColumn[id] > 0) {
                row[size++] = new FeatureNode(ownColumn[id], feature.getValue() * ownScale(id));
            }
            if (isMadeUp && madeUpColumn[id % tableSize] > 0) {
                row[size++] = new FeatureNode(madeUpColumn[id % tableSize], feature.getValue());
            }
        }
        Feature[] trimmed = Arrays.copyOf(row, size);
        Arrays.sort(trimmed, (a, b) -> Integer.compare(a.getIndex(), b.getIndex()));
        return trimmed;
    }

    Feature[][] rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** How many ids the model's table has: those of all registers. */
    int ids() {
        return frequency.length;
    }

    /** The register of talk that an exchange was read in: all its ids lie in that register's part of the table. */
    int register(int row) {
        return registers[row];
    }

    /** In how many exchanges an id stands. */
    int frequency(int id) {
        return frequency[id];
    }

    /** The weight of an id in the model's table, from the weights of the columns (column 1 first). */
    double weight(double[] columnWeights, int id) {
        int shared = sharedColumn[id % tableSize];
        int own = ownColumn[id];
        return (shared > 0 ? columnWeights[shared - 1] : 0) + (own > 0 ? columnWeights[own - 1] * ownScale(id) : 0);
    }

    private double ownScale(int id) {
        return OWN_SCALE[id / tableSize];
    }
}
