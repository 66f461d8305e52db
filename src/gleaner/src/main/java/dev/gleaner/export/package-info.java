/** Reads our topics as a trainer would, and writes what they hold in forms that trainers take. */
@NullMarked
package dev.gleaner.export;

import org.jspecify.annotations.NullMarked;
