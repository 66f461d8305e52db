package dev.gleaner.cli;

import picocli.CommandLine.Option;

/** The option that shows where a failure came from. */
final class StackTrace {

    static final String OPTION = "--stacktrace";

    @Option(names = OPTION, description = "Show the stack trace of a failure.")
    private boolean wanted;

    boolean isWanted() {
        return wanted;
    }
}
