/** Recipes: what a language model is asked, each with its prompt as a resource file and the form that its answer must have. */
@NullMarked
package dev.gleaner.recipes;

import org.jspecify.annotations.NullMarked;
