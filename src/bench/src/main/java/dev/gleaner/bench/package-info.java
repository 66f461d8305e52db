/** Measurements, each against a baseline of the same run, as commands that end with one JSON object. */
@NullMarked
package dev.gleaner.bench;

import org.jspecify.annotations.NullMarked;
