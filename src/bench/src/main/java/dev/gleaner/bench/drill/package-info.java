/** Exactly once, shown: instances killed while turns flow, and a verifier that shares no code with the harvest. */
@NullMarked
package dev.gleaner.bench.drill;

import org.jspecify.annotations.NullMarked;
