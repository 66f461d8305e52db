package dev.gleaner.training.checklist;

import dev.gleaner.training.evaluation.Estimate;
import dev.gleaner.training.evaluation.Svg;
import dev.gleaner.training.evaluation.Svg.Anchor;
import dev.gleaner.training.evaluation.Svg.Point;
import java.util.List;
import java.util.Locale;

/** Wins, ties and losses of A as bars, with and without the checklist; whiskers are the intervals of wins and of losses. */
final class VerdictPlot {

    private static final int LEFT = 150;
    private static final int LENGTH = 500;
    private static final int TOP = 50;
    private static final int ROW = 80;
    private static final int BAR = 36;
    private static final int BELOW = 70;
    private static final int TICKS = 5;

    private final Svg svg = new Svg(LEFT + LENGTH + 40, TOP + 2 * ROW + BELOW);

    private VerdictPlot() {}

    static String of(ChecklistEvaluation evaluation) {
        VerdictPlot plot = new VerdictPlot();
        plot.frame(evaluation.a().model() + " against " + evaluation.b().model());
        plot.row(0, "with checklist", evaluation.withChecklist());
        plot.row(1, "without checklist", evaluation.withoutChecklist());
        plot.legend();
        return plot.svg.text();
    }

    private void frame(String title) {
        svg.text(new Point(LEFT, TOP - 24.0), Anchor.START, title);
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = (double) tick / TICKS;
            svg.line(new Point(x(share), TOP), new Point(x(share), TOP + 2.0 * ROW), "stroke=\"#ddd\"");
            svg.text(
                    new Point(x(share), TOP + 2.0 * ROW + 18),
                    Anchor.MIDDLE,
                    String.format(Locale.ROOT, "%.0f %%", 100 * share));
        }
    }

    private void row(int row, String name, Verdicts verdicts) {
        double y = TOP + row * (double) ROW + ROW / 2.0;
        svg.text(new Point(LEFT - 12.0, y + 4), Anchor.END, name);
        if (verdicts.known() == 0) {
            svg.text(new Point(x(0.5), y + 4), Anchor.MIDDLE, "nothing known");
            return;
        }
        double win = verdicts.win().value();
        double lose = verdicts.lose().value();
        bar(y, 0, win, Colour.WIN);
        bar(y, win, 1 - lose, Colour.TIE);
        bar(y, 1 - lose, 1, Colour.LOSE);
        whisker(y - 5, verdicts.win().low(), verdicts.win().high());
        Estimate losses = verdicts.lose();
        whisker(y + 5, 1 - losses.high(), 1 - losses.low());
    }

    /** Can be told apart by the colour-blind (Okabe and Ito, Color Universal Design, 2008). */
    private enum Colour {
        WIN("#0072B2"),
        TIE("#BBBBBB"),
        LOSE("#D55E00");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    private void bar(double y, double from, double to, Colour colour) {
        if (to > from) {
            svg.line(
                    new Point(x(from), y),
                    new Point(x(to), y),
                    "stroke=\"" + colour.code + "\" stroke-width=\"" + BAR + "\"");
        }
    }

    private void whisker(double y, double low, double high) {
        if (!Double.isNaN(low)) {
            svg.line(new Point(x(low), y), new Point(x(high), y), "stroke=\"black\" stroke-width=\"2\"");
        }
    }

    private void legend() {
        double y = TOP + 2.0 * ROW + 46;
        double at = LEFT;
        for (Colour colour : List.of(Colour.WIN, Colour.TIE, Colour.LOSE)) {
            svg.line(new Point(at, y), new Point(at + 16, y), "stroke=\"" + colour.code + "\" stroke-width=\"12\"");
            svg.text(new Point(at + 22, y + 4), Anchor.START, colour.name().toLowerCase(Locale.ROOT));
            at += 80;
        }
    }

    private static double x(double share) {
        return LEFT + share * LENGTH;
    }
}
