/** Puts turns together again: the tree of a conversation, kept one record a turn, and the exchanges found in it. */
@NullMarked
package dev.gleaner.topology.assemble;

import org.jspecify.annotations.NullMarked;
