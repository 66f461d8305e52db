/** Conversations made up by rule, with a seed: as many as a measurement needs, the same each time. */
@NullMarked
package dev.gleaner.bench.chats;

import org.jspecify.annotations.NullMarked;
