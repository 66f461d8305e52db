package dev.gleaner.cli;

import java.util.concurrent.Callable;

/**
 * Ends the process cleanly on SIGTERM and Ctrl-C, with an honest exit code: 0 where the end was clean, 1 where it was not. Without it
 * the JVM would end with 143 or 130 either way.
 */
final class StopSignal implements AutoCloseable {

    private final Thread hook;

    private StopSignal(Thread hook) {
        this.hook = hook;
    }

    /**
     * Heeds signals until closed.
     *
     * @param end ends the work, within a bound; gives whether the end was clean
     */
    static StopSignal heed(Callable<Boolean> end) {
        var hook = new Thread(() -> Runtime.getRuntime().halt(isClean(end) ? 0 : Sentences.FAILED), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopSignal(hook);
    }

    private static boolean isClean(Callable<Boolean> end) {
        try {
            return end.call();
        } catch (Exception e) {
            System.err.println("gleaner: the end was not clean: " + e.getMessage());
            return false;
        }
    }

    /** Heeds them no more. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came: the hook gives the exit code
        }
    }
}
