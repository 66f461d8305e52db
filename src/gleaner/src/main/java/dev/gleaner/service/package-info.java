/** Runs the harvest as a service: waits for what it needs, tells its health, ends cleanly. */
@NullMarked
package dev.gleaner.service;

import org.jspecify.annotations.NullMarked;
