/** What passes from stage to stage inside the harvest. */
@NullMarked
package dev.gleaner.topology.flow;

import org.jspecify.annotations.NullMarked;
