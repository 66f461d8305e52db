package dev.gleaner.training.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A drawing of lines, dots and words as SVG. Charts of the JVM lay words out by the fonts of the machine, so that the bytes differ from
 * one to the next, and need fonts where a server has none; this needs neither.
 */
public final class Svg {

    /** Where words stand on the point that is given. */
    public enum Anchor {
        /** They begin there. */
        START,
        /** Their middle is there. */
        MIDDLE,
        /** They end there. */
        END
    }

    /**
     * A point.
     *
     * @param x from the left
     * @param y from the top
     */
    public record Point(double x, double y) {}

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;

    /**
     * An empty drawing.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A straight line, in a style as SVG attributes have it. */
    public void line(Point from, Point to, String style) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>", from.x(), from.y(), to.x(), to.y(), style);
    }

    void path(List<Point> points, String style) {
        String through = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y()))
                .collect(Collectors.joining(" "));
        add("<polyline points=\"%s\" fill=\"none\" %s/>", through, style);
    }

    void dot(Point centre, double radius, String style, String tooltip) {
        add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s><title>%s</title></circle>",
                centre.x(), centre.y(), radius, style, escaped(tooltip));
    }

    /** Words, whatever characters are in them. */
    public void text(Point at, Anchor anchor, String words) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", at.x(), at.y(), lower(anchor), escaped(words));
    }

    /** Words that run upwards. */
    void textUpwards(Point at, String words) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 %.1f %.1f)\">%s</text>",
                at.x(), at.y(), at.x(), at.y(), escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String lower(Anchor anchor) {
        return anchor.name().toLowerCase(Locale.ROOT);
    }

    private void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** The file. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n%s</svg>\n",
                width,
                height,
                width,
                height,
                elements);
    }
}
