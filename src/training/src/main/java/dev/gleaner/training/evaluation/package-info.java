/** The figures of a feedback model on labelled exchanges, computed once, and the report that shows them. */
@NullMarked
package dev.gleaner.training.evaluation;

import org.jspecify.annotations.NullMarked;
