package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.PreferencePair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What must not matter of results: the order in which they come, and how often each does. */
class ResultPropertyTest {

    private static final JudgeVerdict[] VERDICTS = JudgeVerdict.values();

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void shouldMakeTheSamePairsInWhateverOrderAndHoweverOftenResultsArrive(
            @ForAll("judgements") List<Integer> judgements, @ForAll long seed) {
        var results = results(judgements);
        var random = new Random(seed);
        var delivered = new ArrayList<>(results);
        results.forEach(result -> delivered.addAll(Collections.nCopies(random.nextInt(3), result)));
        Collections.shuffle(delivered, random);

        assertThat(pairs(delivered)).isEqualTo(pairs(results));
    }

    @Provide
    Arbitrary<List<Integer>> judgements() {
        return Arbitraries.integers()
                .between(0, VERDICTS.length * VERDICTS.length - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** One result a request, two requests a conversation, each with both kinds of pair. */
    private static List<GenerationResult> results(List<Integer> judgements) {
        return IntStream.range(0, judgements.size())
                .mapToObj(i -> Results.result(
                                Results.request("r" + i, "c" + i / 2),
                                Results.expert(VERDICTS[judgements.get(i) / VERDICTS.length]),
                                Results.onPolicy(VERDICTS[judgements.get(i) % VERDICTS.length]))
                        .build())
                .toList();
    }

    /** By id; fails on two of one id. */
    private static Map<String, PreferencePair> pairs(List<GenerationResult> results) {
        try (var rig = new HarvestRig()) {
            results.forEach(rig::result);
            return rig.pairs().stream().collect(Collectors.toMap(PreferencePair::getPairId, Function.identity()));
        }
    }
}
