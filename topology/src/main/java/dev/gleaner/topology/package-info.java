/** What flows: the harvest as one Kafka Streams topology, and the topics at its ends. */
@NullMarked
package dev.gleaner.topology;

import org.jspecify.annotations.NullMarked;
