/** What {@code dev.gleaner.dev} promises. */
@NullMarked
package dev.gleaner.dev;

import org.jspecify.annotations.NullMarked;
