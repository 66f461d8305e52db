package dev.gleaner.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads labelled exchanges from files of one JSON object a line; empty lines are passed over. A line has one of two forms, and is told
 * by its fields:
 *
 * <ul>
 *   <li>an exchange: {@code followup, response, prompt?, bound, categories[], source?, conversation_id?, language?}. Its group is the
 *       source, else the conversation, else the line alone. It counts as {@link LabelledExchange.Origin#REAL}.
 *   <li>a conversation: {@code turns[{role, content}], labels[{turn, sat[], dsat[], bind}], conversation_id?, language?}, where {@code
 *       turn} is the index of the follow-up. Its group is the conversation, else the line alone. It counts as {@link
 *       LabelledExchange.Origin#WRITTEN}.
 * </ul>
 */
public final class LabelFiles {

    private final List<LabelledExchange> exchanges = new ArrayList<>();
    private int ungrouped;

    private LabelFiles() {}

    /**
     * Reads all files.
     *
     * @param files may be none
     * @return all their exchanges
     * @throws IllegalArgumentException if a file is not there or holds no labelled exchange
     * @throws LabelFileException if a line cannot be used
     */
    public static Labels read(List<Path> files) {
        LabelFiles read = new LabelFiles();
        files.forEach(read::add);
        return new Labels(read.exchanges, read.ungrouped);
    }

    private void add(Path file) {
        int before = exchanges.size();
        LabelLines.read(file, this::add);
        if (exchanges.size() == before) {
            throw new IllegalArgumentException("File " + file + " holds no labelled exchange");
        }
    }

    private void add(LabelLine line) {
        exchanges.addAll(line.exchanges());
        ungrouped += line.hasGroup() ? 0 : 1;
    }
}
