package dev.gleaner.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads exchanges without labels, one JSON object a line; empty lines are passed over. The fields are those of an exchange in a label
 * file, less the labels: {@code followup, response, prompt?, id?, source?, conversation_id?, language?}.
 */
public final class UnlabelledFiles {

    private UnlabelledFiles() {}

    /**
     * Reads all files.
     *
     * @param files at least one
     * @return in the order of files and lines
     * @throws IllegalArgumentException if a file is not there
     * @throws LabelFileException if a line cannot be used
     */
    public static List<UnlabelledExchange> read(List<Path> files) {
        List<UnlabelledExchange> exchanges = new ArrayList<>();
        files.forEach(file -> LabelLines.read(file, line -> exchanges.add(line.unlabelled())));
        return List.copyOf(exchanges);
    }
}
