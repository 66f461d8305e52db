/**
 * Checklist-guided evaluation (WildFeedback, arXiv 2408.15549): which of two models answers better, judged by what users said that they
 * want.
 */
@NullMarked
package dev.gleaner.training.checklist;

import org.jspecify.annotations.NullMarked;
