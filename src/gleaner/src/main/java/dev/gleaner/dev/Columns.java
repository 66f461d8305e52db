package dev.gleaner.dev;

/** Fits text into columns of a terminal. Line breaks and control characters become blanks: text of users must not steer it. */
final class Columns {

    private static final String CUT = "…";

    private Columns() {}

    /** At most so many columns of the text; a cut shows as an ellipsis. */
    static String cut(String text, int columns) {
        var line = new StringBuilder();
        var used = 0;
        for (var i = 0; i < text.length(); ) {
            var point = text.codePointAt(i);
            var width = width(point);
            var last = i + Character.charCount(point) >= text.length();
            if (used + width > (last ? columns : columns - 1)) {
                return line + CUT;
            }
            line.appendCodePoint(printable(point));
            used += width;
            i += Character.charCount(point);
        }
        return line.toString();
    }

    /** Exactly so many columns. */
    static String fill(String text, int columns) {
        var cut = cut(text.strip(), columns);
        return cut
                + " "
                        .repeat(Math.max(
                                0,
                                columns - cut.codePoints().map(Columns::width).sum()));
    }

    private static int printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> point;
        };
    }

    /** East Asian letters and most emoji take two columns, marks that combine take none. */
    private static int width(int point) {
        var type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        var wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
