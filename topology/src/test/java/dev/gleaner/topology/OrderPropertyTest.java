package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.classify.Batching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * What must not matter: the order in which turns that name their parents arrive, how often each does, and how many exchanges are
 * classified at once.
 */
class OrderPropertyTest {

    private static final Duration WAIT = Duration.ofMillis(20);
    private static final List<String> REACTIONS = List.of("Wrong", "Thanks", "Better", "Hm", "And then?");

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void shouldMakeTheSamePairsInWhateverOrderTheTurnsArrive(@ForAll("chats") List<Integer> chat, @ForAll long seed) {
        var turns = turns(chat);
        var shuffled = new ArrayList<>(turns);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(pairIds(shuffled)).isEqualTo(pairIds(turns));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void shouldMakeTheSamePairsHoweverOftenATurnArrives(@ForAll("chats") List<Integer> chat, @ForAll long seed) {
        var turns = turns(chat);
        var random = new Random(seed);
        var repeated = new ArrayList<Map<String, Object>>();
        for (var turn : turns) {
            repeated.add(turn);
            for (var again = random.nextInt(3); again > 0; again--) {
                repeated.add(repeated.get(random.nextInt(repeated.size())));
            }
        }

        assertThat(pairIds(repeated)).isEqualTo(pairIds(turns));
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void shouldMakeTheSamePairsInBatchesOfWhateverSize(
            @ForAll("chats") List<Integer> chat, @ForAll @IntRange(min = 2, max = 12) int size) {
        var turns = turns(chat);

        assertThat(pairIds(turns, new Batching(size, WAIT))).isEqualTo(pairIds(turns));
    }

    @Provide
    Arbitrary<List<Integer>> chats() {
        return Arbitraries.integers()
                .between(0, REACTIONS.size() - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    /** A chat of one question, and a reaction to each answer; all turns name their parents. */
    private static List<Map<String, Object>> turns(List<Integer> chat) {
        var turns = new ArrayList<Map<String, Object>>();
        turns.add(HarvestRig.turn("u0", "user", "Describe the harbour at night", null));
        for (var i = 0; i < chat.size(); i++) {
            turns.add(HarvestRig.turn("a" + i, "assistant", answer(i), "u" + i));
            turns.add(HarvestRig.turn("u" + (i + 1), "user", REACTIONS.get(chat.get(i)), "a" + i));
        }
        return turns;
    }

    private static String answer(int i) {
        return "The harbour at night, version " + "abcdefghijk".charAt(i) + ": " + "lanterns ".repeat(i + 1)
                + "over water";
    }

    private static Set<String> pairIds(List<Map<String, Object>> turns) {
        return pairIds(turns, Batching.NONE);
    }

    private static Set<String> pairIds(List<Map<String, Object>> turns, Batching batching) {
        try (var rig = new HarvestRig(batching)) {
            turns.forEach(rig::turn);
            rig.pause(WAIT);
            var ids = rig.pairs().stream().map(PreferencePair::getPairId).collect(Collectors.toList());
            assertThat(ids).doesNotHaveDuplicates();
            return new HashSet<>(ids);
        }
    }
}
