/** What the harvest costs, as ratios to a baseline of the same run. */
@NullMarked
package dev.gleaner.bench.measure;

import org.jspecify.annotations.NullMarked;
