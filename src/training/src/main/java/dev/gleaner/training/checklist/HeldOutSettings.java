package dev.gleaner.training.checklist;

/**
 * How a held-out set is picked.
 *
 * @param items how many at most
 * @param clusters groups of like items
 * @param perCluster how many of a group at most
 * @param seed decides where the search for groups begins
 */
public record HeldOutSettings(int items, int clusters, int perCluster, long seed) {

    /** Refuses what picks nothing. */
    public HeldOutSettings {
        if (items < 1 || clusters < 1 || perCluster < 1) {
            throw new IllegalArgumentException("--items, --clusters and --per-cluster must be 1 or more");
        }
    }
}
