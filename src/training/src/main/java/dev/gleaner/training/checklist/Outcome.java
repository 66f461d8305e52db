package dev.gleaner.training.checklist;

/**
 * What came of an item.
 *
 * @param item what was asked
 * @param a what the one model answered
 * @param b what the other model answered
 * @param guided the ruling by the checklist
 * @param unguided the ruling without it
 */
public record Outcome(ChecklistItem item, ModelAnswer a, ModelAnswer b, Ruling guided, Ruling unguided) {

    /** Whether there is nothing left to ask. */
    public boolean isFinal() {
        return guided.isFinal() && unguided.isFinal();
    }
}
