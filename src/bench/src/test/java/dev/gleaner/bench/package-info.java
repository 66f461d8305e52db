/** The drills in short, and the journeys that need more than a JVM: containers, and clients that are not ours. */
@NullMarked
package dev.gleaner.bench;

import org.jspecify.annotations.NullMarked;
