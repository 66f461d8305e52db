/** Asks language models, by topics, for answers that conversations lack, and makes pairs of what comes back. */
@NullMarked
package dev.gleaner.topology.generate;

import org.jspecify.annotations.NullMarked;
