/** Tests of dev.gleaner.conversations. */
@NullMarked
package dev.gleaner.conversations;

import org.jspecify.annotations.NullMarked;
