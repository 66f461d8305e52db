package dev.gleaner.training.checklist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads pairs as {@code gleaner pairs --format jsonl} writes them, one JSON object a line; empty lines are passed over. Of a pair that is
 * there twice the last line counts, and a line that withdraws a pair takes it out.
 */
public final class PairFiles {

    private final Map<String, ChecklistItem> byId = new TreeMap<>();

    private PairFiles() {}

    /**
     * What the files hold.
     *
     * @param pairs how many pairs there are
     * @param items those with stated preferences, by pair id, whatever the order of the lines
     */
    public record Pairs(int pairs, List<ChecklistItem> items) {

        /** Keeps the list as it is now. */
        public Pairs {
            items = List.copyOf(items);
        }
    }

    /**
     * Reads all files.
     *
     * @param files at least one
     * @throws IllegalArgumentException if a file is not there, or no pair has stated preferences
     * @throws PairFileException if a line cannot be used
     */
    public static Pairs read(List<Path> files) {
        PairFiles read = new PairFiles();
        files.forEach(read::add);
        List<ChecklistItem> items = read.byId.values().stream()
                .filter(item -> !item.checklist().isEmpty())
                .toList();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("None of the " + read.byId.size() + " pairs in "
                    + files.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + " has stated preferences; pairs of the methods EXPERT and ON_POLICY have them");
        }
        return new Pairs(read.byId.size(), items);
    }

    private void add(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        long number = 1;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (@Nullable String text = lines.readLine(); text != null; text = lines.readLine()) {
                if (!text.isBlank()) {
                    add(PairLine.parse(file.toString(), number, text));
                }
                number++;
            }
        } catch (CharacterCodingException e) {
            throw new PairFileException(
                    file.toString(), number, "not in UTF-8 from about this line on; convert the file");
        } catch (IOException e) {
            throw new UncheckedIOException("File " + file + " cannot be read", e);
        }
    }

    private void add(PairLine line) {
        if (line.isWithdrawal()) {
            byId.remove(line.pairId());
        } else {
            byId.put(line.pairId(), line.item());
        }
    }
}
