package dev.gleaner.bench.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a JVM of its own: killed without warning, and started again with the state that it left. */
public final class Instance implements AutoCloseable {

    private final String command;
    private final Path config;
    private final Path log;
    private Process process;

    /**
     * Starts it.
     *
     * @param command which service: {@code run} or {@code work}
     * @param config its configuration file
     * @param log where it writes
     */
    Instance(String command, Path config, Path log) throws IOException {
        this.command = command;
        this.config = config;
        this.log = log;
        this.process = start();
    }

    private Process start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "dev.gleaner.cli.Gleaner",
                        command,
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Not as an option: ONNX Runtime 1.29 crashes the JVM if its command line is longer than some 4,000 characters
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** SIGKILL: no hook runs, no transaction is ended, no lock is given back. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, with what it left. */
    public void restart() throws IOException {
        process = start();
    }

    /**
     * Sees to it that it did not end by itself.
     *
     * @throws IllegalStateException with its last words, if it did
     */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            var lines = Files.readAllLines(log);
            var last = String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
            throw new IllegalStateException(
                    "An instance ended by itself with exit code " + process.exitValue() + ". Its last words:\n" + last);
        }
    }

    /** SIGTERM, and SIGKILL for one that does not end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
