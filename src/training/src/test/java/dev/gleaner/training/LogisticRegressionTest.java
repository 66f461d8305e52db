package dev.gleaner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    private final LogisticRegression recipe = new LogisticRegression(1, 1);

    @BeforeAll
    static void beQuiet() {
        Linear.disableDebugOutput();
    }

    @Test
    void shouldWeighWhatSeparatesTheClassesMoreThanWhatDoesNot() {
        Feature[][] rows = new Feature[40][];
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = i % 2 == 0;
            Feature everywhere = new FeatureNode(1, 1);
            rows[i] = labels[i] ? new Feature[] {everywhere, new FeatureNode(2, 1)} : new Feature[] {everywhere};
        }

        double[] weights = recipe.fit(rows, labels, 2);

        assertThat(weights[1]).isGreaterThan(2 * Math.abs(weights[0]));
        assertThat(LogisticRegression.score(weights, rows[0])).isPositive();
        assertThat(LogisticRegression.score(weights, rows[1])).isNegative();
    }

    @Test
    void shouldSayNothingWhereOneClassIsMissing() {
        Feature[][] rows = {{new FeatureNode(1, 1)}, {new FeatureNode(1, 2)}};

        assertThat(recipe.fit(rows, new boolean[] {true, true}, 1)).containsOnly(0);
    }

    @Test
    void shouldCountARowByItsWeight() {
        Feature[] common = {new FeatureNode(1, 1)};
        Feature[] telling = {new FeatureNode(1, 1), new FeatureNode(2, 1)};
        Feature[][] rows = {telling, telling, telling, common, common};
        boolean[] labels = {true, true, false, false, true};

        double[] weighted = recipe.fit(rows, labels, new double[] {0.5, 0.5, 0, 1, 0.5}, 2);

        assertThat(weighted[0])
                .isEqualTo(
                        recipe.fit(
                                        new Feature[][] {telling, common, common},
                                        new boolean[] {true, false, true},
                                        new double[] {1, 1, 0.5},
                                        2)[0],
                        within(1e-3));
        assertThat(weighted[1]).isGreaterThan(recipe.fit(rows, labels, new double[] {0.5, 0.5, 1, 1, 0.5}, 2)[1]);
    }

    @Test
    void shouldFitTheSameWhetherARowWeighsOneOrStandsInHalves() {
        Feature[] common = {new FeatureNode(1, 1)};
        Feature[] telling = {new FeatureNode(1, 1), new FeatureNode(2, 1)};

        double[] whole = recipe.fit(new Feature[][] {telling, common, common}, new boolean[] {true, false, true}, 2);
        double[] halves = recipe.fit(
                new Feature[][] {telling, telling, common, common},
                new boolean[] {true, true, false, true},
                new double[] {0.5, 0.5, 1, 1},
                2);

        assertThat(halves).containsExactly(whole, within(1e-3));
    }

    @Test
    void shouldSayNothingWhereOneClassWeighsNothing() {
        Feature[][] rows = {{new FeatureNode(1, 1)}, {new FeatureNode(1, 2)}};

        assertThat(recipe.fit(rows, new boolean[] {true, false}, new double[] {1, 0}, 1))
                .containsOnly(0);
    }
}
