package dev.gleaner.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.training.LabelledExchange.Origin;
import dev.gleaner.training.Split;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final Report asGiven = new Report(Evaluation.asGiven(Assessed.MODEL, Assessed.few(), 1));
    private final Report outOfFold = new Report(Evaluation.outOfFold(
            Assessed.MODEL, Assessed.few(), new Split(11, List.of(new Split.Fold(Origin.REAL, 1, 3, 5)))));

    @Test
    void shouldSayLoudlyWhereFiguresMayFlatter() {
        assertThat(asGiven.markdown()).contains("**These figures flatter if the model was trained on any of these");
        assertThat(outOfFold.markdown())
                .contains("All figures are **out of fold**", "Seed 11", "| real | 1 | 3 | 5 |")
                .doesNotContain("These figures flatter if");
    }

    @Test
    void shouldShowFiguresWithIntervalsAndADashWhereThereIsNone() {
        assertThat(asGiven.markdown())
                .contains("## Real: 5 exchanges of 3 groups", "## Written: 1 exchanges of 1 groups")
                .contains("| satisfied | 3 | 0.400 – 0.800 | 1.000 (1.00–1.00) |")
                .contains("| NONE | 0 | 1 | 0 | 1 | 0 |")
                .contains("| HUMOR | 0 | 5 |")
                .contains("| bound | 5 | 0.500 – 0.500 | – | – |")
                .doesNotContain("NaN");
    }

    @Test
    void shouldHoldNoTextOfTheData() {
        assertThat(asGiven.markdown() + asGiven.json() + asGiven.plots() + asGiven.summary())
                .doesNotContain("secret");
    }

    @Test
    void shouldGiveEveryFigureAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(outOfFold.json());

        JsonNode satisfied = json.at("/data_sets/0/heads/0");
        assertThat(satisfied.at("/forced/recall/value").doubleValue()).isEqualTo(0.666667);
        assertThat(satisfied.at("/ranking/abstaining/points").size()).isEqualTo(2);
        assertThat(json.at("/data_sets/0/confusion/counts/SATISFIED/ABSTAINED").intValue())
                .isEqualTo(1);
        assertThat(json.at("/data_sets/0/macro_f1").isNull()).isTrue();
        assertThat(json.at("/split/seed").intValue()).isEqualTo(11);
    }

    @Test
    void shouldSumUpTheChiefFigures() {
        JsonNode summary = outOfFold.summary();

        assertThat(summary.at("/out_of_fold").booleanValue()).isTrue();
        assertThat(summary.at("/real/satisfied/f1").doubleValue()).isEqualTo(0.8);
        assertThat(summary.at("/real/satisfied/auc").doubleValue()).isEqualTo(1);
        assertThat(summary.at("/real/satisfied/decided_recall").doubleValue()).isEqualTo(0.3333);
        assertThat(summary.at("/real/dissatisfied/decided_precision").doubleValue())
                .isZero();
        assertThat(summary.at("/written/dissatisfied/decided_precision").doubleValue())
                .isEqualTo(1);
        assertThat(summary.at("/real/satisfied/ece").isNumber()).isTrue();
    }

    @Test
    void shouldDrawBothPlotsOfEachDataSet() throws Exception {
        assertThat(asGiven.plots())
                .containsOnlyKeys(
                        "abstain-real.svg", "abstain-written.svg", "reliability-real.svg", "reliability-written.svg");
        for (String svg : asGiven.plots().values()) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        }
    }

    @Test
    void shouldWriteTheSameBytesForTheSameExchanges(@TempDir Path folder) throws Exception {
        asGiven.writeTo(folder.resolve("one"));
        new Report(Evaluation.asGiven(Assessed.MODEL, Assessed.few(), 1)).writeTo(folder.resolve("two"));

        try (var files = Files.list(folder.resolve("one"))) {
            assertThat(files.toList()).hasSize(6).allSatisfy(file -> assertThat(file)
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file.getFileName())));
        }
    }
}
