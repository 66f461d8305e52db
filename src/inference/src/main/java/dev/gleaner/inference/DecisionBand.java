package dev.gleaner.inference;

/**
 * Where a probability is decided and where it is not: below {@code from} it is decided no, from {@code to} on decided yes, between
 * them undecided. With {@code from == to} it is always decided.
 *
 * @param from the lower end of the abstain band, 0 to 1
 * @param to the threshold of a decided yes, 0 to 1, not below {@code from}
 */
public record DecisionBand(double from, double to) {

    /** Checks the order of the two. */
    public DecisionBand {
        if (!(0 <= from && from <= to && to <= 1)) {
            throw new IllegalArgumentException("A band needs 0 <= from <= to <= 1, not from " + from + " to " + to);
        }
    }

    /** Whether a probability is a decided yes. */
    public boolean yes(double probability) {
        return probability >= to;
    }

    /** Whether a probability lies in the abstain band. */
    public boolean undecided(double probability) {
        return probability >= from && probability < to;
    }
}
