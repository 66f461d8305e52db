package dev.gleaner.inference.features;

import java.util.Arrays;

/** A set of hashes, made to be counted against another. */
final class DistinctHashes {

    private final int[] sorted;

    private DistinctHashes(int[] sorted) {
        this.sorted = sorted;
    }

    /** Takes the first {@code size} hashes, in any order; the array is used up. */
    static DistinctHashes of(int[] hashes, int size) {
        Arrays.sort(hashes, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        return new DistinctHashes(Arrays.copyOf(hashes, distinct));
    }

    int count() {
        return sorted.length;
    }

    /** How many of these another set has too. */
    int sharedWith(DistinctHashes other) {
        int shared = 0;
        int j = 0;
        for (int hash : sorted) {
            while (j < other.sorted.length && other.sorted[j] < hash) {
                j++;
            }
            shared += j < other.sorted.length && other.sorted[j] == hash ? 1 : 0;
        }
        return shared;
    }

    /** How many of these one set has and another has not. */
    int inOneNotOther(DistinctHashes one, DistinctHashes other) {
        int found = 0;
        for (int hash : sorted) {
            found += one.contains(hash) && !other.contains(hash) ? 1 : 0;
        }
        return found;
    }

    private boolean contains(int hash) {
        return Arrays.binarySearch(sorted, hash) >= 0;
    }
}
