package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {

    private static final int TABLE = 1 << 12;

    @Property(tries = 300)
    void shouldGiveAnyTextIdsWithinTheTableAndFiniteValues(
            @ForAll String prompt, @ForAll String response, @ForAll String followUp) {
        Features features = new FeatureExtractor(TABLE).extract(new ExchangeText(prompt, response, followUp));

        assertThat(features.size()).isPositive();
        for (int slot = 0; slot < features.size(); slot++) {
            assertThat(features.id(slot)).isBetween(0, TABLE * FeatureExtractor.registers() - 1);
            assertThat(features.value(slot)).isFinite();
        }
    }

    @Property(tries = 100)
    void shouldReadAnExchangeAlikeWhateverWasReadBefore(@ForAll String before, @ForAll String followUp) {
        ExchangeText exchange = new ExchangeText("p", "r", followUp);
        FeatureExtractor used = new FeatureExtractor(TABLE);
        used.extract(new ExchangeText(before, before, before));

        assertThat(copy(used.extract(exchange))).isEqualTo(copy(new FeatureExtractor(TABLE).extract(exchange)));
    }

    @Test
    void shouldBoundTheCostOfAHugeText() {
        String huge = "it does not work, see the log. ".repeat(100_000);
        FeatureExtractor extractor = new FeatureExtractor(TABLE);

        assertThat(extractor.extract(new ExchangeText(huge, huge, huge)).size()).isLessThan(3_000);
    }

    @Test
    void shouldRefuseATableWhoseSizeIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new FeatureExtractor(1000))
                .hasMessageContaining("power of two")
                .hasMessageContaining("1000");
    }

    @Test
    void shouldPadABatchWithSlotsOfValueZero() {
        FeatureBatch batch = new FeatureBatch(TABLE);
        batch.fill(List.of(new ExchangeText("", "", "ok"), new ExchangeText("", "", "this one says a little more")));
        int shortRow = new FeatureExtractor(TABLE)
                .extract(new ExchangeText("", "", "ok"))
                .size();
        int slots = (int) batch.shape()[1];

        assertThat(batch.shape()[0]).isEqualTo(2);
        assertThat(batch.ids().remaining()).isEqualTo(2 * slots);
        assertThat(batch.values().get(shortRow)).isZero();
        assertThat(batch.values().get(shortRow - 1)).isNotZero();
        assertThat(batch.values().get(slots - 1)).isZero();
    }

    private static List<Object> copy(Features features) {
        return List.of(
                Arrays.stream(features.ids(), 0, features.size()).boxed().toList(),
                Arrays.toString(Arrays.copyOf(features.values(), features.size())));
    }
}
