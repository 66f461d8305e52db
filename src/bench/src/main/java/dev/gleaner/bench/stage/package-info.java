/** A broker, a registry and topics for one run, and what is needed to feed and drain them. */
@NullMarked
package dev.gleaner.bench.stage;

import org.jspecify.annotations.NullMarked;
