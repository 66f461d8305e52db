/** Tests of dev.gleaner.config. */
@NullMarked
package dev.gleaner.config;

import org.jspecify.annotations.NullMarked;
