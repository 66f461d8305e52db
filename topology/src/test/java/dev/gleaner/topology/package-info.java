/** Tests of the harvest as a whole, on the test driver. */
@NullMarked
package dev.gleaner.topology;

import org.jspecify.annotations.NullMarked;
