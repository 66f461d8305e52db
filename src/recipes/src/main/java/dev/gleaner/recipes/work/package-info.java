/** The LLM worker: reads requests, has them answered many at a time, writes what came of them; loses none. */
@NullMarked
package dev.gleaner.recipes.work;

import org.jspecify.annotations.NullMarked;
