/** Reads feedback from exchanges, through the port {@link dev.gleaner.topology.classify.FeedbackClassifier}. */
@NullMarked
package dev.gleaner.topology.classify;

import org.jspecify.annotations.NullMarked;
