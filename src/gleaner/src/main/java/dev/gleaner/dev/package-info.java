/** A whole Kafka on one machine, for trying things: a real broker and a registry, both in this JVM. */
@NullMarked
package dev.gleaner.dev;

import org.jspecify.annotations.NullMarked;
