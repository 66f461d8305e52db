package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private final List<LabelledExchange> exchanges = SmallLabels.exchanges();

    @Test
    void shouldNeverSplitAGroup() {
        int[] fold = Folds.assign(exchanges, 3, 1);

        Map<String, Integer> foldOfGroup = new HashMap<>();
        for (int i = 0; i < fold.length; i++) {
            Integer other = foldOfGroup.putIfAbsent(exchanges.get(i).group(), fold[i]);
            assertThat(other == null ? fold[i] : other).isEqualTo(fold[i]);
        }
    }

    @Test
    void shouldUseEveryFold() {
        assertThat(Folds.assign(exchanges, 5, 1)).contains(0, 1, 2, 3, 4);
    }
}
