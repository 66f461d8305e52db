package dev.gleaner.inference.features;

/**
 * The features of one exchange as ids and values; a view that the extractor's next call overwrites.
 *
 * @param ids ids from 0 to {@code registers * tableSize - 1}; an id may stand twice, its values add up
 * @param values one a slot
 * @param size how many slots are filled
 */
@SuppressWarnings("ArrayRecordComponent") // a view on reused arrays, never compared
public record Features(int[] ids, float[] values, int size) {

    /** The id in a slot. */
    public int id(int slot) {
        return ids[slot];
    }

    /** The value in a slot. */
    public float value(int slot) {
        return values[slot];
    }
}
