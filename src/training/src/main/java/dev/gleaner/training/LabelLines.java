package dev.gleaner.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a file that are not empty. */
final class LabelLines {

    private LabelLines() {}

    /**
     * Reads a file to its end.
     *
     * @param reader gets each line
     * @throws IllegalArgumentException if there is no such file
     * @throws LabelFileException if a line is not a JSON object in UTF-8
     */
    static void read(Path file, Consumer<LabelLine> reader) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        long number = 1;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (@Nullable String text = lines.readLine(); text != null; text = lines.readLine()) {
                if (!text.isBlank()) {
                    reader.accept(LabelLine.parse(file.toString(), number, text));
                }
                number++;
            }
        } catch (CharacterCodingException e) {
            throw new LabelFileException(
                    file.toString(), number, "not in UTF-8 from about this line on; convert the file");
        } catch (IOException e) {
            throw new UncheckedIOException("File " + file + " cannot be read", e);
        }
    }
}
