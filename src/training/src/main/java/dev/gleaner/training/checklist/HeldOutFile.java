package dev.gleaner.training.checklist;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A held-out set in a file, one JSON object a line: {@code conversation_id} for trainers, who leave these out; {@code pair_id} where a pair
 * of the conversation is asked about; {@code set}, which follows from the pairs and the settings.
 */
public final class HeldOutFile {

    /** Its name in the folder of an evaluation. */
    public static final String NAME = "held-out.jsonl";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SET_BYTES = 16;

    private final Path file;

    /** @param folder the folder of an evaluation, which is there */
    public HeldOutFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /**
     * The held-out set of these pairs: as the file has it, else as it is picked now, and written. So it is picked once, and what trainers
     * left out stays what is asked.
     *
     * @param items all that may be picked
     * @param embedder names the space that it is picked in
     * @param settings how it is picked
     * @throws IllegalArgumentException if the file holds the set of other pairs or settings
     */
    public HeldOut of(List<ChecklistItem> items, Embedder embedder, HeldOutSettings settings) {
        String set = nameOf(items, embedder, settings);
        if (Files.exists(file)) {
            return read(set, items, embedder.name());
        }
        HeldOut picked = new HeldOutPicker(embedder, settings).pick(items);
        write(set, picked);
        return picked;
    }

    private static String nameOf(List<ChecklistItem> items, Embedder embedder, HeldOutSettings settings) {
        List<Object> content = new ArrayList<>(List.of(
                embedder.name(), settings.items(), settings.clusters(), settings.perCluster(), settings.seed()));
        items.stream()
                .sorted(Comparator.comparing(ChecklistItem::pairId))
                .forEach(item ->
                        content.add(List.of(item.pairId(), item.conversation(), item.wording(), item.checklist())));
        return Fingerprint.of(SET_BYTES, content);
    }

    private HeldOut read(String set, List<ChecklistItem> items, String embedding) {
        Map<String, ChecklistItem> byId =
                items.stream().collect(Collectors.toMap(ChecklistItem::pairId, Function.identity()));
        List<ChecklistItem> held = new ArrayList<>();
        SortedSet<String> conversations = new TreeSet<>();
        for (JsonNode line : lines()) {
            if (!line.path("set").asText().equals(set)) {
                throw new IllegalArgumentException("File " + file
                        + " is the held-out set of other pairs or settings; choose another folder for --out");
            }
            conversations.add(line.path("conversation_id").asText());
            Optional.ofNullable(byId.get(line.path("pair_id").asText())).ifPresent(held::add);
        }
        return new HeldOut(embedding, held, conversations);
    }

    private List<JsonNode> lines() {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(MAPPER.readTree(line));
            }
            return lines;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "File " + file + " is no held-out set of ours; choose another folder for --out");
        } catch (IOException e) {
            throw new UncheckedIOException("File " + file + " cannot be read", e);
        }
    }

    /** The whole set or nothing: half a set would be taken for the whole one. */
    private void write(String set, HeldOut picked) {
        SortedSet<String> others = new TreeSet<>(picked.conversations());
        StringBuilder lines = new StringBuilder();
        for (ChecklistItem item : picked.items()) {
            others.remove(item.conversation());
            lines.append(line(set, item.conversation()).put("pair_id", item.pairId()))
                    .append('\n');
        }
        others.forEach(conversation -> lines.append(line(set, conversation)).append('\n'));
        Path fresh = file.resolveSibling(NAME + ".new");
        try {
            Files.writeString(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The held-out set cannot be written to " + file, e);
        }
    }

    private static ObjectNode line(String set, String conversation) {
        return MAPPER.createObjectNode().put("conversation_id", conversation).put("set", set);
    }
}
