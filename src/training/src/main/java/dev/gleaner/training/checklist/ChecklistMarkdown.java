package dev.gleaner.training.checklist;

import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Message;
import dev.gleaner.training.checklist.ModelAnswer.Given;
import dev.gleaner.training.evaluation.Bootstrap;
import dev.gleaner.training.evaluation.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A contest as Markdown. */
final class ChecklistMarkdown {

    /** Characters of a text that are shown. */
    private static final int SHOWN = 600;

    private final ChecklistEvaluation evaluation;
    private final List<Example> examples;
    private final StringBuilder text = new StringBuilder();

    ChecklistMarkdown(ChecklistEvaluation evaluation, List<Example> examples) {
        this.evaluation = evaluation;
        this.examples = examples;
    }

    String text() {
        line("# %s against %s", evaluation.a().model(), evaluation.b().model());
        line("");
        line(
                "A is %s, B is %s. %s compared their answers to %,d prompts, with and without a checklist of what the user had said to want.",
                evaluation.a().model(),
                evaluation.b().model(),
                evaluation.judge().model(),
                evaluation.heldOut().items());
        warnings();
        verdicts();
        orders();
        effect();
        answers();
        heldOut();
        examples.forEach(this::example);
        return text.toString();
    }

    private void warnings() {
        if (evaluation.judge().isContestant()) {
            line("");
            line("> **The judge judges its own answers**, and judges like their own. Have a third model judge.");
        }
        if (evaluation.unfinished() > 0) {
            line("");
            line(
                    "> **%,d items are not through**: a service failed. They count as unknown here; run the command again to ask about them.",
                    evaluation.unfinished());
        }
    }

    private void verdicts() {
        line("");
        line("## Verdicts");
        line("");
        line("| | A wins | tie | A loses | unknown | win share | tie share | lose share | score of A |");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        row("with checklist", evaluation.withChecklist());
        row("without checklist", evaluation.withoutChecklist());
        line("");
        line("![verdicts](%s)", ChecklistReport.PLOT);
        line("");
        line(
                "Shares are of the known verdicts. Score: wins and half of the ties; above 50 %% A is better. In brackets: 95 %% intervals,"
                        + " percentiles of %,d resamples of conversations; they hold the judge fixed. Who declines to answer loses; where"
                        + " both decline, or say the same words, it is a tie. An answer or a judgement that is missing or cannot be read"
                        + " is unknown.",
                Bootstrap.RESAMPLES);
    }

    private void row(String name, Verdicts verdicts) {
        line(
                "| %s | %,d | %,d | %,d | %,d | %s | %s | %s | %s |",
                name,
                verdicts.wins(),
                verdicts.ties(),
                verdicts.losses(),
                verdicts.unknown(),
                percent(verdicts.win()),
                percent(verdicts.tie()),
                percent(verdicts.lose()),
                percent(verdicts.score()));
    }

    private void orders() {
        line("");
        line("## Both orders");
        line("");
        line("Each pair of answers was shown in both orders. Where the judge then said something else, it is a tie.");
        line("");
        line("| | judged | same in both orders | the first one both times | the last one both times |");
        line("| --- | ---: | ---: | ---: | ---: |");
        row("with checklist", evaluation.withChecklist().orders());
        row("without checklist", evaluation.withoutChecklist().orders());
    }

    private void row(String name, OrderAgreement orders) {
        line(
                "| %s | %,d | %,d (%s) | %,d | %,d |",
                name,
                orders.judged(),
                orders.agreed(),
                percent(orders.share()),
                orders.firstFavoured(),
                orders.lastFavoured());
    }

    private void effect() {
        ChecklistEffect effect = evaluation.effect();
        line("");
        line("## What the checklist changes");
        line("");
        line(
                "It changed the verdict of %,d of %,d items: %s.",
                effect.changed(), effect.compared(), percent(effect.share()));
        line("");
        line("| without, down; with, across | A wins | tie | A loses |");
        line("| --- | ---: | ---: | ---: |");
        effect.counts().forEach((without, row) -> {
            String counts = ChecklistEffect.KNOWN.stream()
                    .map(with -> String.format(Locale.ROOT, "%,d", row.getOrDefault(with, 0)))
                    .collect(Collectors.joining(" | "));
            line("| %s | %s |", words(without), counts);
        });
    }

    private static String words(JudgeVerdict verdict) {
        return switch (verdict) {
            case WIN -> "A wins";
            case TIE -> "tie";
            case LOSE -> "A loses";
            case UNKNOWN -> "unknown";
        };
    }

    private void answers() {
        JudgeFigures judge = evaluation.judge();
        line("");
        line("## Answers and cost");
        line("");
        line("| | model | answers | declined | missing | mean characters | tokens read | tokens written |");
        line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        row("A", evaluation.a());
        row("B", evaluation.b());
        line(
                "| judge | %s | | | | | %,d | %,d |",
                judge.recipes().isEmpty() ? judge.model() : String.join(", ", judge.recipes()),
                judge.tokens().read(),
                judge.tokens().written());
    }

    private void row(String name, AnswerFigures answers) {
        line(
                "| %s | %s | %,d | %,d | %,d | %s | %,d | %,d |",
                name,
                answers.model(),
                answers.given(),
                answers.declined(),
                answers.missing(),
                Double.isNaN(answers.characters()) ? "–" : String.format(Locale.ROOT, "%,.0f", answers.characters()),
                answers.tokens().read(),
                answers.tokens().written());
    }

    private void heldOut() {
        HeldOutFigures heldOut = evaluation.heldOut();
        line("");
        line("## The held-out set");
        line("");
        line(
                "Of %,d pairs %,d have stated preferences. %,d were picked, no two of one conversation: the nearest to the centres of %,d clusters,"
                        + " at most %,d each, by %s, seed %d. `%s` names the %,d conversations that no model here may have been trained on.",
                heldOut.pairs(),
                heldOut.withPreferences(),
                heldOut.items(),
                heldOut.settings().clusters(),
                heldOut.settings().perCluster(),
                heldOut.embedding(),
                heldOut.settings().seed(),
                HeldOutFile.NAME,
                heldOut.conversations());
    }

    private void example(Example example) {
        Outcome outcome = example.outcome();
        ChecklistItem item = outcome.item();
        line("");
        line("## %s", example.kind());
        line("");
        line(
                "Pair %s. With checklist: %s; without: %s.",
                item.pairId(),
                words(outcome.guided().verdict()),
                words(outcome.unguided().verdict()));
        quote("Checklist", item.checklist().stream().map(wish -> "* " + wish).collect(Collectors.joining("\n")));
        Message last = item.prompt().get(item.prompt().size() - 1);
        quote("Prompt (last of %d messages)".formatted(item.prompt().size()), last.getContent());
        quote("A", outcome.a());
        quote("B", outcome.b());
    }

    private void quote(String name, ModelAnswer answer) {
        if (answer instanceof Given given) {
            quote(name, given.text());
        }
    }

    /** As a block of code, so that nothing in it is read as Markdown. */
    private void quote(String name, String words) {
        line("");
        line("%s:", name);
        line("");
        cut(words).lines().forEach(each -> line("    %s", each));
    }

    private static String cut(String words) {
        return words.codePointCount(0, words.length()) <= SHOWN
                ? words
                : words.substring(0, words.offsetByCodePoints(0, SHOWN)) + " […]";
    }

    private static String percent(Estimate estimate) {
        return Double.isNaN(estimate.value()) || Double.isNaN(estimate.low())
                ? percent(estimate.value())
                : String.format(
                        Locale.ROOT,
                        "%.1f %% (%.0f–%.0f)",
                        100 * estimate.value(),
                        100 * estimate.low(),
                        100 * estimate.high());
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
