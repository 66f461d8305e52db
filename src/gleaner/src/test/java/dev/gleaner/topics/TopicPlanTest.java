package dev.gleaner.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.topics.TopicPlan.Difference;
import dev.gleaner.topics.TopicPlan.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

    private static final Map<String, String> CONFIG = Map.of("retention.ms", "1000");
    private static final TopicSpec TURNS = topic("turns", "in");
    private static final TopicSpec SIGNALS = topic("signals", "in");
    private static final TopicSpec PAIRS = topic("pairs", "out");
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue(List.of(TURNS, SIGNALS, PAIRS));

    @Test
    void shouldWantNothingOfAClusterThatHasAll() {
        var plan = TopicPlan.compare(CATALOGUE, Map.of("turns", found(6), "signals", found(6), "pairs", found(6)));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void shouldFindEverythingMissingOnAnEmptyCluster() {
        assertThat(TopicPlan.compare(CATALOGUE, Map.of()).missing()).containsExactly(TURNS, SIGNALS, PAIRS);
    }

    @Test
    void shouldMakeAMissingInputWithAsManyPartitionsAsTheOneThatIsThere() {
        var plan = TopicPlan.compare(CATALOGUE, Map.of("turns", found(12), "pairs", found(6)));

        assertThat(plan.missing()).containsExactly(SIGNALS.withPartitions(12));
        assertThat(plan.differences()).isEmpty();
    }

    @Test
    void shouldLeaveMorePartitionsToTheOperator() {
        var plan = TopicPlan.compare(CATALOGUE, Map.of("turns", found(12), "signals", found(12), "pairs", found(24)));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void shouldFindTooFewPartitions() {
        var plan = TopicPlan.compare(CATALOGUE, Map.of("turns", found(6), "signals", found(6), "pairs", found(1)));

        assertThat(plan.differences()).containsExactly(new Difference("pairs", "partitions", "6", "1"));
    }

    @Test
    void shouldFindInputsThatCannotMeet() {
        var plan = TopicPlan.compare(CATALOGUE, Map.of("turns", found(12), "signals", found(6), "pairs", found(6)));

        assertThat(plan.differences()).containsExactly(new Difference("signals", "partitions", "12", "6"));
    }

    @Test
    void shouldFindATopicThatCannotComeBackToTheInputs() {
        var verdicts = topic("verdicts", "back");
        var catalogue = new TopicCatalogue(List.of(TURNS, verdicts));

        assertThat(TopicPlan.compare(catalogue, Map.of("turns", found(6), "verdicts", found(12)))
                        .differences())
                .containsExactly(new Difference("verdicts", "partitions", "6", "12"));
        assertThat(TopicPlan.compare(catalogue, Map.of("turns", found(12))).missing())
                .containsExactly(verdicts.withPartitions(12));
    }

    @Test
    void shouldFindSettingsThatAreOtherwiseWithWhatIsWantedAndWhatIsThere() {
        var plan = TopicPlan.compare(
                CATALOGUE,
                Map.of(
                        "turns", found(6),
                        "signals", found(6),
                        "pairs", new Found(6, Map.of("retention.ms", "5", "another.setting", "x"))));

        assertThat(plan.differences()).containsExactly(new Difference("pairs", "retention.ms", "1000", "5"));
        assertThat(plan.differences().get(0)).hasToString("pairs: retention.ms is 5, should be 1000");
    }

    private static TopicSpec topic(String name, String direction) {
        return new TopicSpec(name, "A topic.", direction, "key", "bytes", 6, CONFIG);
    }

    private static Found found(int partitions) {
        return new Found(partitions, CONFIG);
    }
}
