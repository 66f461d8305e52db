/** Writes model directories of the shape that Hugging Face's exporter gives, with random weights: for tests and measurements. */
@NullMarked
package dev.gleaner.inference.dropin;

import org.jspecify.annotations.NullMarked;
