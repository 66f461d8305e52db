/** What the harvest counts. */
@NullMarked
package dev.gleaner.topology.metrics;

import org.jspecify.annotations.NullMarked;
