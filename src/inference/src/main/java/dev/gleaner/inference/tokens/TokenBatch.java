package dev.gleaner.inference.tokens;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Rows of token ids in the form that the model call takes: direct buffers, filled again for every batch, each row padded at its end to
 * the longest. Not safe for several threads; keep one a thread.
 */
public final class TokenBatch {

    private final long padId;
    private LongBuffer ids = buffer(0);
    private LongBuffer mask = buffer(0);
    private LongBuffer types = buffer(0);
    private int rows;
    private int width;

    /** @param padId the id that fills a row up */
    public TokenBatch(long padId) {
        this.padId = padId;
    }

    /** Takes rows; what the buffers held before is gone. */
    public void fill(List<TokenRow> batch) {
        rows = batch.size();
        width = batch.stream().mapToInt(TokenRow::length).max().orElse(0);
        reserve(Math.multiplyExact(rows, width));
        for (TokenRow row : batch) {
            ids.put(row.ids());
            types.put(row.types());
            fill(mask, 1, row.length());
            int padding = width - row.length();
            fill(ids, padId, padding);
            fill(types, 0, padding);
            fill(mask, 0, padding);
        }
        ids.flip();
        mask.flip();
        types.flip();
    }

    private void reserve(int size) {
        if (ids.capacity() < size) {
            ids = buffer(size);
            mask = buffer(size);
            types = buffer(size);
        }
        ids.clear();
        mask.clear();
        types.clear();
    }

    private static void fill(LongBuffer buffer, long value, int times) {
        for (int i = 0; i < times; i++) {
            buffer.put(value);
        }
    }

    private static LongBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(size, Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    /** The shape of the buffers: exchanges x tokens. */
    public long[] shape() {
        return new long[] {rows, width};
    }

    /** The token ids, row by row. */
    public LongBuffer ids() {
        return ids;
    }

    /** 1 for a token, 0 for padding. */
    public LongBuffer mask() {
        return mask;
    }

    /** Which of the two texts a token is of; 0 for padding. */
    public LongBuffer types() {
        return types;
    }
}
