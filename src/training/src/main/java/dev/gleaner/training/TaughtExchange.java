package dev.gleaner.training;

/**
 * An exchange that a teacher labelled. A model learns from it, but no figure is ever taken on it.
 *
 * @param id of the {@link UnlabelledExchange}
 * @param exchange with the teacher's labels
 * @param confidence how sure the teacher was, 0 to 1: what the exchange weighs in training, where one labelled by the rubric weighs 1
 */
public record TaughtExchange(String id, LabelledExchange exchange, double confidence) {}
