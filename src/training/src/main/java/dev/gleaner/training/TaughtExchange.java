package dev.gleaner.training;

/**
 * An exchange that a teacher labelled.
 *
 * @param id of the {@link UnlabelledExchange}
 * @param exchange with the teacher's labels
 * @param confidence how sure the teacher was, 0 to 1
 */
public record TaughtExchange(String id, LabelledExchange exchange, double confidence) {

    /** To be learned from: it counts by the teacher's confidence. */
    public WeightedExchange weighted() {
        return new WeightedExchange(exchange, confidence);
    }
}
