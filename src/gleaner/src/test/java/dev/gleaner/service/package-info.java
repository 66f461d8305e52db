/** Tests of dev.gleaner.service. */
@NullMarked
package dev.gleaner.service;

import org.jspecify.annotations.NullMarked;
