package dev.gleaner.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where lines go: a file, or the standard output. UTF-8 whatever the machine's habit is, and lines end with one newline. */
final class Output implements AutoCloseable {

    private final PrintStream out;
    private final boolean isFile;

    private Output(PrintStream out, boolean isFile) {
        this.out = out;
        this.isFile = isFile;
    }

    /**
     * Opens an output.
     *
     * @param file written anew; nothing for the standard output
     * @throws IllegalArgumentException if the file cannot be written
     */
    static Output to(@Nullable Path file) {
        if (file == null) {
            return new Output(utf8(System.out), false);
        }
        try {
            return new Output(utf8(Files.newOutputStream(file)), true);
        } catch (IOException e) {
            throw new IllegalArgumentException("File " + file + " cannot be written", e);
        }
    }

    /** For lines that nobody asked for. */
    static Output nowhere() {
        return new Output(utf8(OutputStream.nullOutputStream()), false);
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(new BufferedOutputStream(stream, 1 << 16), false, StandardCharsets.UTF_8);
    }

    void line(Object line) {
        text(line + "\n");
    }

    void text(String text) {
        out.print(text);
    }

    /**
     * Sees to it that all lines so far are where they belong.
     *
     * @throws IllegalStateException if they could not be written: the disk is full, or nobody reads any more
     */
    void flush() {
        if (out.checkError()) {
            throw new IllegalStateException("The output could not be written: is the disk full, or the pipe closed?");
        }
    }

    @Override
    public void close() {
        flush();
        if (isFile) {
            out.close();
        }
    }
}
