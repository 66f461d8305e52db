package dev.gleaner.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the build wrote it down. */
public final class Version implements IVersionProvider {

    private static final String RESOURCE = "version.txt";

    /** Made by the command line. */
    public Version() {}

    @Override
    public String[] getVersion() {
        return new String[] {pipeline()};
    }

    /** Name and version of the program, as it signs its pairs. */
    public static String pipeline() {
        try (var in = Version.class.getResourceAsStream(RESOURCE)) {
            var bytes = Optional.ofNullable(in)
                    .orElseThrow(() -> new IllegalStateException("The build left out " + RESOURCE))
                    .readAllBytes();
            return "gleaner/" + new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
