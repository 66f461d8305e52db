package dev.gleaner.training;

/**
 * An exchange that a model learns from, and on which no figure is ever taken: a teacher's, or a made-up one.
 *
 * @param exchange with labels
 * @param weight what it counts in training, 0 to 1, where one that figures are taken on counts 1
 */
public record WeightedExchange(LabelledExchange exchange, double weight) {}
