package dev.gleaner.training.evaluation;

import dev.gleaner.training.evaluation.Svg.Anchor;
import dev.gleaner.training.evaluation.Svg.Point;
import java.util.List;
import java.util.Locale;

/** A chart whose two axes go from 0 to 1. */
final class UnitChart {

    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int SIDE = 400;
    private static final int BELOW = 60;
    private static final int LEGEND = 190;
    private static final int TICKS = 5;

    /** Can be told apart by the colour-blind (Okabe and Ito, Color Universal Design, 2008). */
    private static final List<String> COLOURS = List.of("#0072B2", "#D55E00", "#009E73");

    private final Svg svg = new Svg(LEFT + SIDE + LEGEND, TOP + SIDE + BELOW);
    private int series;

    UnitChart(String title, String x, String y) {
        svg.text(new Point(LEFT, TOP - 16.0), Anchor.START, title);
        svg.text(at(0.5, -0.11), Anchor.MIDDLE, x);
        svg.textUpwards(at(-0.11, 0.5), y);
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = (double) tick / TICKS;
            String number = String.format(Locale.ROOT, "%.1f", value);
            svg.line(at(0, value), at(1, value), "stroke=\"#ddd\"");
            svg.line(at(value, 0), at(value, 1), "stroke=\"#ddd\"");
            svg.text(at(value, -0.05), Anchor.MIDDLE, number);
            svg.text(at(-0.02, value - 0.01), Anchor.END, number);
        }
    }

    /** A grey line from 0, 0 to 1, 1. */
    UnitChart diagonal() {
        svg.line(at(0, 0), at(1, 1), "stroke=\"#999\" stroke-dasharray=\"5 4\"");
        return this;
    }

    /**
     * A curve with dots.
     *
     * @param name for the legend
     * @param dots in the order of the curve
     */
    UnitChart curve(String name, List<Dot> dots) {
        String colour = COLOURS.get(series % COLOURS.size());
        svg.path(
                dots.stream().map(dot -> at(dot.x(), dot.y())).toList(),
                "stroke=\"" + colour + "\" stroke-width=\"2\"");
        for (Dot dot : dots) {
            svg.dot(at(dot.x(), dot.y()), dot.radius(), "fill=\"" + colour + "\"", dot.tooltip());
        }
        Point legend = new Point(LEFT + SIDE + 20.0, TOP + 12.0 + series * 22);
        svg.dot(legend, 5, "fill=\"" + colour + "\"", name);
        svg.text(new Point(legend.x() + 12, legend.y() + 4), Anchor.START, name);
        series++;
        return this;
    }

    /**
     * A dot of a curve.
     *
     * @param x 0 to 1
     * @param y 0 to 1
     * @param radius in pixels
     * @param tooltip what it says where a mouse rests on it
     */
    record Dot(double x, double y, double radius, String tooltip) {}

    private static Point at(double x, double y) {
        return new Point(LEFT + x * SIDE, TOP + (1 - y) * SIDE);
    }

    /** The file. */
    String svg() {
        return svg.text();
    }
}
