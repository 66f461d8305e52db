/** What {@code dev.gleaner.topics} promises. */
@NullMarked
package dev.gleaner.topics;

import org.jspecify.annotations.NullMarked;
