package dev.gleaner.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime 1.29 ends the JVM with a segmentation fault if the command line of the process is about 4,096 bytes or longer. */
final class CommandLine {

    private static final Path OF_THIS_PROCESS = Path.of("/proc/self/cmdline");
    private static final int MAX_BYTES = 4_000;

    private CommandLine() {}

    /**
     * Says so before it happens, where the system tells the command line.
     *
     * @throws IllegalStateException if it is too long
     */
    static void requireShort() {
        if (!Files.isReadable(OF_THIS_PROCESS)) {
            return;
        }
        try {
            var bytes = Files.readAllBytes(OF_THIS_PROCESS).length;
            if (bytes > MAX_BYTES) {
                throw new IllegalStateException("The command line of this JVM has " + bytes
                        + " bytes, and ONNX Runtime crashes from about 4,096 on: give the class path as folder/* or in the environment"
                        + " variable CLASSPATH");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The command line of this process cannot be read", e);
        }
    }
}
