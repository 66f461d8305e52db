/** The topics that topics.yaml lists, compared with those of a cluster. */
@NullMarked
package dev.gleaner.topics;

import org.jspecify.annotations.NullMarked;
