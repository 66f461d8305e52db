/** The way in: reads a record in its form, checks it, and sends what cannot be used to the dead letters. */
@NullMarked
package dev.gleaner.topology.guard;

import org.jspecify.annotations.NullMarked;
