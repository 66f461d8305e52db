package dev.gleaner.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a session keeps its data.
 *
 * @param path exists, and may be written
 * @param isTemporary whether it goes with the session
 */
public record SessionFolder(Path path, boolean isTemporary) implements AutoCloseable {

    /**
     * Opens one.
     *
     * @param kept a folder to keep; nothing for one that goes with the session
     * @throws IllegalArgumentException if it cannot be made
     */
    public static SessionFolder open(Optional<Path> kept) {
        try {
            return kept.isPresent()
                    ? new SessionFolder(Files.createDirectories(kept.get()).toAbsolutePath(), false)
                    : new SessionFolder(Files.createTempDirectory("gleaner-dev-"), true);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Folder " + kept.map(Path::toString).orElse("for temporary files") + " cannot be made", e);
        }
    }

    @Override
    public void close() {
        if (!isTemporary) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + path + " could not be removed", e);
        }
    }
}
