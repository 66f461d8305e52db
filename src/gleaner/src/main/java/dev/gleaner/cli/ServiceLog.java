package dev.gleaner.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Logs of a command that runs as a service: more than those of one that a person waits for. */
final class ServiceLog {

    private ServiceLog() {}

    /** Tells what goes on, unless the environment says how much to tell. */
    static void tell() {
        if (System.getenv("GLEANER_LOG_LEVEL") == null) {
            level("dev.gleaner", Level.INFO);
            level(Logger.ROOT_LOGGER_NAME, Level.WARN);
        }
    }

    private static void level(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }
}
