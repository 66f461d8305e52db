package dev.gleaner.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Whether somebody looks on, and how wide their window is; the launcher finds out.
 *
 * @param isInteractive whether lines may be drawn over
 * @param columns width of a line
 */
record Terminal(boolean isInteractive, int columns) {

    private static final int USUAL_COLUMNS = 100;
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    private static final String CLEAR_LINE_END = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    /**
     * Takes what the launcher found out.
     *
     * @param environment GLEANER_TERMINAL is the width of the window, where there is one
     */
    static Terminal of(Map<String, String> environment) {
        var width = environment.getOrDefault("GLEANER_TERMINAL", "");
        return width.matches("\\d{2,4}")
                ? new Terminal(true, Integer.parseInt(width))
                : new Terminal(false, USUAL_COLUMNS);
    }

    void clear(PrintStream out) {
        out.print(CLEAR + HOME);
    }

    /** Draws a page over the one before. */
    void draw(PrintStream out, List<String> page) {
        var frame = new StringBuilder(HOME);
        page.forEach(line -> frame.append(line).append(CLEAR_LINE_END).append('\n'));
        out.print(frame.append(CLEAR_BELOW));
        out.flush();
    }
}
