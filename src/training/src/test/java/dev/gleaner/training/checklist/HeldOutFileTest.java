package dev.gleaner.training.checklist;

import static dev.gleaner.training.checklist.Scripted.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutFileTest {

    private static final HeldOutSettings SETTINGS = new HeldOutSettings(3, 2, 2, 1);

    @TempDir
    private Path folder;

    private final List<ChecklistItem> items =
            IntStream.range(0, 8).mapToObj(Scripted::item).toList();

    private HeldOut of(List<ChecklistItem> from, Embedder embedder, HeldOutSettings settings) {
        return new HeldOutFile(folder).of(from, embedder, settings);
    }

    @Test
    void shouldWriteTheConversationsThatTrainersLeaveOut() throws Exception {
        List<ChecklistItem> withTwin = new ArrayList<>(items);
        items.forEach(item -> withTwin.add(item(
                "twin-" + item.pairId(),
                "twin-" + item.conversation(),
                item.prompt().get(0).getContent(),
                "Be kind")));

        HeldOut heldOut = of(withTwin, new HashedTfIdf(), SETTINGS);

        assertThat(Files.readAllLines(folder.resolve("held-out.jsonl")))
                .hasSameSizeAs(heldOut.conversations())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("\"conversation_id\":", "\"set\":"))
                .filteredOn(line -> line.contains("\"pair_id\":"))
                .hasSize(3);
    }

    @Test
    void shouldPickOnceAndReadThereafter() {
        HeldOut picked = of(items, new HashedTfIdf(), SETTINGS);
        Embedder costly = new Embedder() {
            @Override
            public String name() {
                return "hashed TF-IDF";
            }

            @Override
            public List<double[]> embed(List<String> texts) {
                throw new AssertionError("asked again");
            }
        };

        assertThat(of(items, costly, SETTINGS)).isEqualTo(picked);
    }

    @Test
    void shouldRefuseTheSetOfOtherPairsOrSettings() throws Exception {
        of(items, new HashedTfIdf(), SETTINGS);
        String refusal = "File " + folder.resolve("held-out.jsonl")
                + " is the held-out set of other pairs or settings; choose another folder for --out";

        assertThatThrownBy(() -> of(items, new HashedTfIdf(), new HeldOutSettings(3, 2, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> of(items.subList(0, 7), new HashedTfIdf(), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal);
        Files.writeString(folder.resolve("held-out.jsonl"), "hush\n");
        assertThatThrownBy(() -> of(items, new HashedTfIdf(), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("File " + folder.resolve("held-out.jsonl")
                        + " is no held-out set of ours; choose another folder for --out")
                .hasNoCause();
    }
}
