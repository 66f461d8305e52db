/** A made-up language model behind OpenAI's protocol, as good and as bad as a script says. */
@NullMarked
package dev.gleaner.bench.model;

import org.jspecify.annotations.NullMarked;
