package dev.gleaner.training.checklist;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What models are evaluated on, and must not be trained on.
 *
 * @param embedding the space that it was picked in
 * @param items what is asked, no two of one conversation
 * @param conversations all that a trainer must leave out: those of the items, and those that hold the like of an item
 */
public record HeldOut(String embedding, List<ChecklistItem> items, SortedSet<String> conversations) {

    /** Keeps both as they are now. */
    public HeldOut {
        items = List.copyOf(items);
        conversations = new TreeSet<>(conversations);
    }
}
