/** What an operator can set: one typed interface, from which the reference in docs/configuration.md is written too. */
@NullMarked
package dev.gleaner.config;

import org.jspecify.annotations.NullMarked;
