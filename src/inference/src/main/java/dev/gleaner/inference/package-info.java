/** The feedback model behind topology's port: the model directory, the model call, and what its probabilities mean. */
@NullMarked
package dev.gleaner.inference;

import org.jspecify.annotations.NullMarked;
