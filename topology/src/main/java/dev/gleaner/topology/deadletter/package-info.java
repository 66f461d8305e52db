/** Where records go that cannot be used, and what they are told on the way. */
@NullMarked
package dev.gleaner.topology.deadletter;

import org.jspecify.annotations.NullMarked;
