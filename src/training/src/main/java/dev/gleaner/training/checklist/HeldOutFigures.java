package dev.gleaner.training.checklist;

/**
 * Where the items come from.
 *
 * @param pairs that were read
 * @param withPreferences those of them with stated preferences
 * @param items that were picked
 * @param conversations that trainers must leave out
 * @param embedding the space that they were picked in
 * @param settings how they were picked
 */
public record HeldOutFigures(
        int pairs, int withPreferences, int items, int conversations, String embedding, HeldOutSettings settings) {

    /** The figures of a set. */
    public static HeldOutFigures of(PairFiles.Pairs pairs, HeldOut heldOut, HeldOutSettings settings) {
        return new HeldOutFigures(
                pairs.pairs(),
                pairs.items().size(),
                heldOut.items().size(),
                heldOut.conversations().size(),
                heldOut.embedding(),
                settings);
    }
}
