/** Files of conversations, and how they are played into the topic of turns. */
@NullMarked
package dev.gleaner.conversations;

import org.jspecify.annotations.NullMarked;
