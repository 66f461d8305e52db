/**
 * Turns an exchange into the numbers that a linear model reads.
 *
 * <p>{@link dev.gleaner.inference.features.FeatureExtractor} reads the three texts once into a
 * {@link dev.gleaner.inference.features.Reading} and asks one small class a family for its features. A feature is a hash of its
 * words (Weinberger et al., Feature Hashing for Large Scale Multitask Learning, arXiv 0902.2206), so there is no dictionary to ship.
 */
@NullMarked
package dev.gleaner.inference.features;

import org.jspecify.annotations.NullMarked;
