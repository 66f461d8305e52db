/** Tests of dev.gleaner.export. */
@NullMarked
package dev.gleaner.export;

import org.jspecify.annotations.NullMarked;
