package dev.gleaner.training.checklist;

import static dev.gleaner.training.checklist.Scripted.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeldOutPickerTest {

    /** Places a text where its prompt says: the last line of its gist is two numbers. */
    private static final Embedder MAP = new Embedder() {

        @Override
        public String name() {
            return "map";
        }

        @Override
        public List<double[]> embed(List<String> texts) {
            return texts.stream().map(this::place).toList();
        }

        private double[] place(String text) {
            String[] numbers = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
            return new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])};
        }
    };

    private static ChecklistItem at(String id, String conversation, double degrees) {
        double angle = Math.toRadians(degrees);
        return item(id, conversation, Math.cos(angle) + " " + Math.sin(angle), "Be brief");
    }

    private static HeldOut pick(int items, int clusters, int perCluster, long seed, List<ChecklistItem> from) {
        return new HeldOutPicker(MAP, new HeldOutSettings(items, clusters, perCluster, seed)).pick(from);
    }

    /** Three groups of items, around 0, 120 and 240 degrees, the middle one of each at its centre. */
    private static List<ChecklistItem> threeGroups() {
        List<ChecklistItem> items = new ArrayList<>();
        for (int group = 0; group < 3; group++) {
            for (int offset : new int[] {-30, -15, 0, 15, 30}) {
                String id = group + (offset < 0 ? "-" : "+") + Math.abs(offset);
                items.add(at(id, "c" + id, 120 * group + offset));
            }
        }
        return items;
    }

    @Test
    void shouldPickTheItemNearestToEachCentre() {
        assertThat(pick(10, 3, 1, 1, threeGroups()).items())
                .extracting(ChecklistItem::pairId)
                .containsExactlyInAnyOrder("0+0", "1+0", "2+0");
    }

    @Test
    void shouldTakeFromAllClustersBeforeItTakesASecondFromOne() {
        assertThat(pick(4, 3, 2, 1, threeGroups()).items())
                .hasSize(4)
                .extracting(ChecklistItem::pairId)
                .contains("0+0", "1+0", "2+0");
    }

    @Test
    void shouldPickOneItemOfAConversationAndTheNextNearestInPlaceOfOthers() {
        List<ChecklistItem> items =
                List.of(at("near", "c1", 0), at("nearer", "c1", 10), at("far", "c2", 20), at("farther", "c3", -20));

        assertThat(pick(3, 1, 3, 1, items).items())
                .extracting(ChecklistItem::conversation)
                .containsExactlyInAnyOrder("c1", "c2", "c3");
    }

    @Test
    void shouldPickNothingTwiceAndHaveTrainersLeaveOutTheLikeOfIt() {
        List<ChecklistItem> items = List.of(
                item("p1", "c1", "1 0", "Be brief"),
                item("p2", "c2", " 1  0", "Use lists"), // the same words
                item("p3", "c3", "1 0.05", "Be brief"), // all but the same place
                item("p4", "c4", "0 1", "Be brief"));

        HeldOut heldOut = pick(4, 1, 4, 1, items);

        assertThat(heldOut.items()).extracting(ChecklistItem::prompt).hasSize(2);
        assertThat(heldOut.conversations()).containsExactly("c1", "c2", "c3", "c4");
    }

    @Test
    void shouldPickTheSameFromTheSamePairsInAnyOrder() {
        List<ChecklistItem> shuffled = new ArrayList<>(threeGroups());
        Collections.shuffle(shuffled, new Random(7));

        assertThat(pick(5, 2, 3, 1, shuffled)).isEqualTo(pick(5, 2, 3, 1, threeGroups()));
    }

    @Test
    void shouldMakeDoWithFewerItemsThanClusters() {
        assertThat(pick(540, 70, 10, 1, List.of(at("p1", "c1", 0), at("p2", "c2", 90)))
                        .items())
                .hasSize(2);
    }

    @Property(tries = 100)
    void shouldNeverExceedItsBoundsNorSplitAConversation(
            @ForAll @IntRange(min = 1, max = 60) int pairs,
            @ForAll @IntRange(min = 1, max = 20) int conversations,
            @ForAll @IntRange(min = 1, max = 12) int clusters,
            @ForAll @IntRange(min = 1, max = 4) int perCluster,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<ChecklistItem> items = IntStream.range(0, pairs)
                .mapToObj(i -> at("p" + i, "c" + random.nextInt(conversations), random.nextInt(360)))
                .toList();

        HeldOut heldOut = pick(10, clusters, perCluster, seed, items);

        Set<String> held = new HashSet<>();
        assertThat(heldOut.items())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(Math.min(10, clusters * perCluster))
                .allMatch(item -> held.add(item.conversation()));
        assertThat(heldOut.conversations()).containsAll(held);
    }

    @Test
    void shouldRefuseToPickNothing() {
        assertThatThrownBy(() -> new HeldOutSettings(540, 0, 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--items, --clusters and --per-cluster must be 1 or more");
    }
}
