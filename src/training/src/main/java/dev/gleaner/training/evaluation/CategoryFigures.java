package dev.gleaner.training.evaluation;

import dev.gleaner.schema.Category;

/**
 * The figures of a category. A model directory has no thresholds for categories, so that of the best F1 is taken, for each fifth of the
 * groups as the other four fifths give it.
 *
 * @param category which one
 * @param positives how many exchanges are labelled so
 * @param quality at those thresholds
 * @param areaUnderCurve the area under the ROC curve; not a number where all labels are alike
 * @param calibrationError the expected calibration error, as {@link Calibration} has it
 */
public record CategoryFigures(
        Category category, int positives, PrecisionRecall quality, double areaUnderCurve, double calibrationError) {}
