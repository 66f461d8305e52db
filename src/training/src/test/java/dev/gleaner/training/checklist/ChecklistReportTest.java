package dev.gleaner.training.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.training.checklist.ModelAnswer.Declined;
import dev.gleaner.training.checklist.ModelAnswer.Given;
import dev.gleaner.training.checklist.ModelAnswer.Missing;
import dev.gleaner.training.checklist.Scripted.Judge;
import dev.gleaner.training.checklist.Scripted.Model;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecklistReportTest {

    private static final Tokens PRICE = new Tokens(10, 2);

    /** Five wins, two ties by a flip of order, two losses, one unknown; without the checklist three of the wins are losses. */
    private static List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(outcome(outcomes.size(), both(JudgeVerdict.WIN), both(JudgeVerdict.LOSE)));
        }
        for (int i = 0; i < 2; i++) {
            outcomes.add(outcome(outcomes.size(), both(JudgeVerdict.WIN), both(JudgeVerdict.WIN)));
            outcomes.add(outcome(outcomes.size(), flip(), flip()));
        }
        outcomes.add(outcome(outcomes.size(), both(JudgeVerdict.LOSE), both(JudgeVerdict.LOSE)));
        outcomes.add(new Outcome(
                Scripted.item(8),
                new Declined(PRICE),
                new Given("said", PRICE),
                Ruling.withoutJudge(JudgeVerdict.LOSE),
                Ruling.withoutJudge(JudgeVerdict.LOSE)));
        outcomes.add(new Outcome(
                Scripted.item(9),
                new Given("said", PRICE),
                new Missing(false),
                Ruling.unknown(false),
                Ruling.unknown(false)));
        return outcomes;
    }

    private static Outcome outcome(int number, Ruling guided, Ruling unguided) {
        return new Outcome(
                Scripted.item(number),
                new Given("Answer of A", PRICE),
                new Given("Answer of B", PRICE),
                guided,
                unguided);
    }

    private static Ruling both(JudgeVerdict verdict) {
        return Ruling.judged(new Judgement(verdict, verdict, verdict, "judge/judge-1"), PRICE);
    }

    private static Ruling flip() {
        return Ruling.judged(
                new Judgement(JudgeVerdict.TIE, JudgeVerdict.WIN, JudgeVerdict.LOSE, "judge/judge-1"), PRICE);
    }

    private static ChecklistReport report(String a, String judge, List<Outcome> outcomes) {
        HeldOutFigures heldOut =
                new HeldOutFigures(50, 30, outcomes.size(), 12, "hashed TF-IDF", new HeldOutSettings(10, 3, 4, 7));
        Contestants contestants = new Contestants(
                Model.echo(a), Model.echo("b"), Model.echo(judge), Judge.that((prompt, list) -> JudgeVerdict.TIE));
        return new ChecklistReport(ChecklistEvaluation.of(heldOut, contestants, outcomes), outcomes);
    }

    private final ChecklistReport report = report("a", "judge", outcomes());

    @Test
    void shouldCountVerdictsAndSetUnknownOnesApart() {
        Verdicts verdicts = report.evaluation().withChecklist();

        assertThat(List.of(verdicts.wins(), verdicts.ties(), verdicts.losses(), verdicts.unknown()))
                .containsExactly(5, 2, 2, 1);
        assertThat(verdicts.win().value()).isEqualTo(5 / 9.0);
        assertThat(verdicts.score().value()).isEqualTo(6 / 9.0);
        assertThat(report.evaluation().withoutChecklist().win().value()).isEqualTo(2 / 9.0);
    }

    @Test
    void shouldGiveIntervalsThatHoldTheFigureAndFollowFromTheSeed() {
        assertThat(List.of(
                        report.evaluation().withChecklist().win(),
                        report.evaluation().withChecklist().lose(),
                        report.evaluation().effect().share()))
                .allSatisfy(
                        estimate -> assertThat(estimate.value()).isStrictlyBetween(estimate.low(), estimate.high()));
        assertThat(report("a", "judge", outcomes()).evaluation()).isEqualTo(report.evaluation());
    }

    @Test
    void shouldNarrowTheIntervalAsItemsGrow() {
        List<Outcome> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(outcome(i, both(i % 2 == 0 ? JudgeVerdict.WIN : JudgeVerdict.LOSE), both(JudgeVerdict.TIE)));
        }
        Verdicts verdicts = report("a", "judge", many).evaluation().withChecklist();

        // The standard error of a share of one half is 1 / (2 sqrt(400)) = 0.025
        assertThat(verdicts.win().low()).isBetween(0.43, 0.47);
        assertThat(verdicts.win().high()).isBetween(0.53, 0.57);
    }

    @Test
    void shouldTellHowOftenTheJudgeStuckToItsWordInBothOrders() {
        assertThat(report.evaluation().withChecklist().orders()).isEqualTo(new OrderAgreement(8, 6, 2, 0));
        assertThat(report.markdown()).contains("| with checklist | 8 | 6 (75.0 %) | 2 | 0 |");
    }

    @Test
    void shouldTellWhatTheChecklistChanged() {
        ChecklistEffect effect = report.evaluation().effect();

        assertThat(effect.compared()).isEqualTo(9);
        assertThat(effect.changed()).isEqualTo(3);
        assertThat(effect.counts().get(JudgeVerdict.LOSE)).containsEntry(JudgeVerdict.WIN, 3);
        assertThat(report.markdown())
                .contains("It changed the verdict of 3 of 9 items: 33.3 % (")
                .contains("| A loses | 3 | 0 | 2 |");
    }

    @Test
    void shouldTellAnswersAndTokensOfEachModel() {
        assertThat(report.markdown())
                .contains(
                        "| A | a | 9 | 1 | 0 |",
                        "| B | b | 9 | 0 | 1 |",
                        "| judge | judge/judge-1 | | | | | 160 | 32 |");
        assertThat(report.evaluation().a().tokens()).isEqualTo(new Tokens(100, 20));
    }

    @Test
    void shouldSayLoudlyWhatTakesFromItsWorth() {
        assertThat(report.markdown()).contains("**1 items are not through**").doesNotContain("judges its own answers");
        assertThat(report("a", "a", outcomes().subList(0, 5)).markdown())
                .contains("**The judge judges its own answers**")
                .doesNotContain("not through");
    }

    @Test
    void shouldShowAFewExamplesAsNothingButText() {
        ChecklistItem hostile = Scripted.item("p", "c", "# Heading\n<script>alert(1)</script>", "| a | %s |");
        String markdown = report(
                        "a",
                        "judge",
                        List.of(new Outcome(
                                hostile,
                                new Given("x".repeat(5_000), PRICE),
                                new Given("short", PRICE),
                                both(JudgeVerdict.WIN),
                                both(JudgeVerdict.LOSE))))
                .markdown();

        assertThat(markdown)
                .contains("## The checklist changed the verdict", "    # Heading\n    <script>alert(1)</script>\n")
                .contains("    * | a | %s |\n", "    " + "x".repeat(600) + " […]\n")
                .doesNotContain("x".repeat(601));
        assertThat(report.markdown().split("\n## (The checklist changed|A wins by|A loses by)", -1))
                .hasSize(1 + 2 + 2 + 1);
    }

    @Test
    void shouldHoldNoTextOfTheDataButInTheExamples() {
        assertThat(report.json() + report.plot() + report.summary())
                .doesNotContain("Question number", "Be brief", "Answer of");
    }

    @Test
    void shouldGiveEveryFigureAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report.json());

        assertThat(json.at("/with_checklist/win/value").doubleValue()).isEqualTo(0.555556);
        assertThat(json.at("/with_checklist/orders/agreed").intValue()).isEqualTo(6);
        assertThat(json.at("/effect/counts/LOSE/WIN").intValue()).isEqualTo(3);
        assertThat(json.at("/held_out/settings/clusters").intValue()).isEqualTo(3);
        assertThat(json.at("/judge/tokens/read").intValue()).isEqualTo(160);
        assertThat(json.at("/unfinished").intValue()).isEqualTo(1);
    }

    @Test
    void shouldSumUpTheChiefFigures() {
        JsonNode summary = report.summary();

        assertThat(summary.at("/with_checklist/win").intValue()).isEqualTo(5);
        assertThat(summary.at("/with_checklist/unknown").intValue()).isEqualTo(1);
        assertThat(summary.at("/with_checklist/win_share").doubleValue()).isEqualTo(0.5556);
        assertThat(summary.at("/with_checklist/order_agreement").doubleValue()).isEqualTo(0.75);
        assertThat(summary.at("/changed_by_checklist").doubleValue()).isEqualTo(0.3333);
        assertThat(summary.at("/tokens/judge").intValue()).isEqualTo(192);
    }

    @Test
    void shouldStandWhereNothingIsKnown() throws Exception {
        ChecklistReport empty = report("a", "judge", outcomes().subList(9, 10));

        assertThat(empty.markdown())
                .contains("| with checklist | 0 | 0 | 0 | 1 | – | – | – | – |")
                .doesNotContain("NaN");
        assertThat(empty.summary().at("/with_checklist/win_share").isNull()).isTrue();
        assertThat(empty.plot()).contains("nothing known");
    }

    @Test
    void shouldDrawABarForEachWayOfJudging() throws Exception {
        String svg = report("org/<a>&co", "judge", outcomes()).plot();

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("org/<a>&co against b");
        assertThat(svg.split("stroke-width=\"36\"", -1)).hasSize(1 + 6);
    }

    @Test
    void shouldWriteTheSameBytesForTheSameOutcomes(@TempDir Path folder) throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        report.writeTo(one);
        report("a", "judge", outcomes()).writeTo(two);

        try (var files = Files.list(one)) {
            assertThat(files.toList()).hasSize(3).allSatisfy(file -> assertThat(file)
                    .hasSameBinaryContentAs(two.resolve(file.getFileName())));
        }
    }
}
