/**
 * The command line. Standard output belongs to what a command gives; progress, logs and faults go to standard error.
 *
 * <p>Exit codes: 0 all went well, 1 it failed at run time, 2 an option, a file name or the configuration is wrong.
 */
@NullMarked
package dev.gleaner.cli;

import org.jspecify.annotations.NullMarked;
