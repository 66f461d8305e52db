/** Makes preferred/dispreferred pairs of what users let us know about responses. */
@NullMarked
package dev.gleaner.topology.pair;

import org.jspecify.annotations.NullMarked;
