package dev.gleaner.inference.features;

import java.util.Locale;

/**
 * What a user wrote, set apart from what a user pasted.
 *
 * @param text the lines in the user's own words; a code block stands as {@code codeblock}
 * @param pastedLines lines left out because they read as code or log
 * @param logLines lines that read as a log, a stack trace or a shell session
 * @param codeBlock whether there is a fenced code block
 */
record Prose(String text, int pastedLines, int logLines, boolean codeBlock) {

    private static final String FENCE = "```";
    private static final int SHORT_LINE = 60;
    private static final String[] CODE_STARTS = {
        "at ",
        "File \"",
        "import ",
        "from ",
        "def ",
        "class ",
        "return ",
        "#include",
        "//",
        "$ ",
        "> ",
        ">>> ",
        "function ",
        "const "
    };
    private static final String[] LOG_STARTS = {
        "at ",
        "File \"",
        "Traceback",
        "npm ERR",
        "error[",
        "error TS",
        "error:",
        "Error:",
        "warning:",
        "warn:",
        ">>> ",
        "$ ",
        "PS C:",
        "(venv)",
        "ERROR",
        "INFO",
        "DEBUG",
        "WARN",
        "FAIL",
        "E  ",
        "Exception",
        "Uncaught",
        "fatal:",
        "Caused by"
    };

    static Prose of(String message) {
        StringBuilder kept = new StringBuilder(message.length());
        int pasted = 0;
        int log = 0;
        boolean block = false;
        boolean inBlock = false;
        boolean first = true;
        for (String line : message.split("\n", -1)) {
            boolean fence = line.contains(FENCE);
            String own = line.strip();
            if (own.isEmpty()) {
                continue;
            }
            boolean logLine = isLog(own);
            log += logLine ? 1 : 0;
            if (fence) {
                block = true;
                int at = line.indexOf(FENCE);
                boolean closedOnLine = line.indexOf(FENCE, at + 3) >= 0;
                kept.append(inBlock ? "" : line.substring(0, at))
                        .append(inBlock ? "" : " codeblock ")
                        .append('\n');
                inBlock = inBlock == closedOnLine;
            } else if (inBlock || !first && (logLine || isCode(own))) {
                pasted++;
            } else {
                kept.append(line).append('\n');
            }
            first = false;
        }
        return new Prose(kept.toString(), pasted, log, block);
    }

    private static boolean isCode(String line) {
        boolean operators = hasAny(line, "{};=");
        if (line.length() < SHORT_LINE && !operators) {
            return false;
        }
        return operators || hasAny(line, "<>|") || startsWithAny(line, CODE_STARTS) || hasCall(line);
    }

    static boolean isLog(String line) {
        return startsWithAny(line, LOG_STARTS) || startsWithTime(line) || hasSourceLine(line);
    }

    /** A date such as 2026-01-31 or a time such as 12:59:59, perhaps in brackets, at the start. */
    private static boolean startsWithTime(String line) {
        int at = !line.isEmpty() && line.charAt(0) == '[' ? 1 : 0;
        return matches(line, at, "dddd-dd-dd") || matches(line, at, "dd:dd:dd");
    }

    private static boolean matches(String line, int at, String shape) {
        if (line.length() < at + shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char c = line.charAt(at + i);
            if (shape.charAt(i) == 'd' ? c < '0' || c > '9' : c != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A file and line number, such as {@code app.js:42}. */
    private static boolean hasSourceLine(String line) {
        for (int colon = line.indexOf(':'); colon > 0; colon = line.indexOf(':', colon + 1)) {
            int dot = line.lastIndexOf('.', colon);
            boolean digits = colon + 1 < line.length() && Character.isDigit(line.charAt(colon + 1));
            if (digits && dot > 0 && colon - dot >= 3 && colon - dot <= 5 && lettersBetween(line, dot + 1, colon)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lettersBetween(String line, int from, int to) {
        return line.substring(from, to).chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    /** A name with an argument list, such as {@code load(path)}. */
    private static boolean hasCall(String line) {
        int open = line.indexOf('(');
        return open > 0 && Character.isLetterOrDigit(line.charAt(open - 1)) && line.indexOf(')', open) > 0;
    }

    private static boolean hasAny(String line, String marks) {
        for (int i = 0; i < line.length(); i++) {
            if (marks.indexOf(line.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithAny(String line, String[] starts) {
        for (String start : starts) {
            if (line.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text speaks of an error anywhere, pasted lines included. */
    static boolean hasError(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("error")
                || lower.contains("exception")
                || lower.contains("traceback")
                || lower.contains("failed")
                || lower.contains("undefined")
                || lower.contains("not found");
    }
}
