package dev.gleaner.inference.features;

import dev.gleaner.topology.classify.ExchangeText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The features of a batch in the form that the model call takes: direct buffers, filled again for every batch, each exchange padded to
 * the longest with slots of value 0. Not safe for several threads; keep one a thread.
 */
public final class FeatureBatch {

    private static final int ROOM = 1024;

    private final FeatureExtractor extractor;
    private int[] ids = new int[ROOM];
    private float[] values = new float[ROOM];
    private int[] ends = new int[1];
    private int rows;
    private int slots;
    private LongBuffer idBuffer = longs(ROOM);
    private FloatBuffer valueBuffer = floats(ROOM);

    /** @param tableSize how many ids a register has, a power of two */
    public FeatureBatch(int tableSize) {
        this.extractor = new FeatureExtractor(tableSize);
    }

    /**
     * Reads a batch; what the buffers held before is gone.
     *
     * @param exchanges the exchanges, at least one
     */
    public void fill(List<ExchangeText> exchanges) {
        rows = exchanges.size();
        ends = ends.length < rows ? new int[rows] : ends;
        slots = 0;
        int end = 0;
        for (int row = 0; row < rows; row++) {
            Features features = extractor.extract(exchanges.get(row));
            reserve(end + features.size());
            System.arraycopy(features.ids(), 0, ids, end, features.size());
            System.arraycopy(features.values(), 0, values, end, features.size());
            end += features.size();
            ends[row] = end;
            slots = Math.max(slots, features.size());
        }
        pad();
    }

    private void reserve(int size) {
        if (size > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(size, ids.length * 2));
            values = Arrays.copyOf(values, ids.length);
        }
    }

    private void pad() {
        int size = Math.multiplyExact(rows, slots);
        if (idBuffer.capacity() < size) {
            idBuffer = longs(size);
            valueBuffer = floats(size);
        }
        idBuffer.clear();
        valueBuffer.clear();
        int from = 0;
        for (int row = 0; row < rows; row++) {
            int length = ends[row] - from;
            for (int slot = 0; slot < length; slot++) {
                idBuffer.put(ids[from + slot]);
            }
            valueBuffer.put(values, from, length);
            for (int slot = length; slot < slots; slot++) {
                idBuffer.put(0);
                valueBuffer.put(0);
            }
            from = ends[row];
        }
        idBuffer.flip();
        valueBuffer.flip();
    }

    private static LongBuffer longs(int size) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(size, Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    private static FloatBuffer floats(int size) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The shape of both buffers: exchanges x slots. */
    public long[] shape() {
        return new long[] {rows, slots};
    }

    /** The feature ids, row by row; valid until the next {@link #fill}. */
    public LongBuffer ids() {
        return idBuffer;
    }

    /** The feature values, row by row; valid until the next {@link #fill}. */
    public FloatBuffer values() {
        return valueBuffer;
    }
}
