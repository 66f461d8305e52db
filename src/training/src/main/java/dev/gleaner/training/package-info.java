/**
 * Trains the bundled kind of feedback model: one L2-regularised logistic regression a head over the features of
 * {@code dev.gleaner.inference.features}, calibrated, and written as a model directory.
 */
@NullMarked
package dev.gleaner.training;

import org.jspecify.annotations.NullMarked;
