/** Asking a language model: one question, one answer, whatever service answers. */
@NullMarked
package dev.gleaner.recipes.ask;

import org.jspecify.annotations.NullMarked;
