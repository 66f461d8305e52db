/** What the serdes and the committed schemas promise. */
@NullMarked
package dev.gleaner.schema.serde;

import org.jspecify.annotations.NullMarked;
