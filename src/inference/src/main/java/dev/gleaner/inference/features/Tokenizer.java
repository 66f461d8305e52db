package dev.gleaner.inference.features;

/** Reads a text into {@link Tokens}; one pass, no regular expressions, the same tokens for the lexicons as for the texts. */
final class Tokenizer {

    static final String URL = "<url>";
    static final String PATH = "<path>";
    static final String CODE = "<code>";
    static final String NAME = "<name>";
    static final String AT = "<at>";

    private final String text;
    private final Tokens tokens;
    private int at;

    private Tokenizer(String text) {
        this.text = text;
        this.tokens = new Tokens(text.length() + text.length() / 2);
    }

    static Tokens read(String text) {
        return new Tokenizer(text).read();
    }

    private Tokens read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                tokens.endSentence();
                at++;
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (c == '`' && skipQuotedCode()) {
                tokens.add(CODE);
            } else if (atChunkStart() && reference()) {
                continue;
            } else if (isWordStart(text.codePointAt(at))) {
                word();
            } else {
                mark();
            }
        }
        return tokens;
    }

    private boolean atChunkStart() {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1)) || "(\"'[".indexOf(text.charAt(at - 1)) >= 0;
    }

    /** Code between single backticks on one line. */
    private boolean skipQuotedCode() {
        int end = text.indexOf('`', at + 1);
        int line = text.indexOf('\n', at);
        if (end <= at + 1 || (line >= 0 && line < end)) {
            return false;
        }
        at = end + 1;
        return true;
    }

    /** A URL, path, file or @-mention takes its whole chunk, less the closing punctuation. */
    private boolean reference() {
        int end = at;
        int slashes = 0;
        int lastDot = -1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            char c = text.charAt(end);
            if (c >= 0x2E80) {
                return false;
            }
            slashes += c == '/' || c == '\\' ? 1 : 0;
            lastDot = c == '.' ? end : lastDot;
            end++;
        }
        while (end > at && ".,;:!?)\"']".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String kind = kindOf(end, slashes, lastDot);
        if (kind.isEmpty()) {
            return false;
        }
        tokens.add(kind);
        at = end;
        return true;
    }

    private String kindOf(int end, int slashes, int lastDot) {
        if (text.startsWith("http://", at) || text.startsWith("https://", at) || text.startsWith("www.", at)) {
            return URL;
        }
        if (text.charAt(at) == '@' && end - at > 2) {
            return AT;
        }
        boolean path = slashes > 1 || (slashes == 1 && (lastDot > at || text.charAt(at) == '/')) && end - at > 4;
        return path || isFileName(end, lastDot) ? PATH : "";
    }

    /** A dot followed by two to five lower-case letters or digits, at least one of them a letter, ends a file name. */
    private boolean isFileName(int end, int lastDot) {
        int extension = end - lastDot - 1;
        if (lastDot <= at + 1 || extension < 2 || extension > 5 || !isAsciiWord(text.charAt(lastDot - 1))) {
            return false;
        }
        boolean letter = false;
        for (int i = lastDot + 1; i < end; i++) {
            char c = text.charAt(i);
            letter |= c >= 'a' && c <= 'z';
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return letter;
    }

    private static boolean isAsciiWord(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    private void word() {
        int start = at;
        int first = text.codePointAt(at);
        at += Character.charCount(first);
        if (isUnspaced(first)) {
            tokens.add(text.substring(start, at));
            return;
        }
        boolean name = false;
        boolean letters = Character.isLetter(first);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '_' || isCamelHump()) {
                name = true;
            } else if (isApostrophe(c) ? !apostropheInside() : !isWordPart(c)) {
                break;
            }
            letters |= Character.isLetter(c);
            at++;
        }
        if (name) {
            tokens.add(NAME);
        } else if (letters) {
            addLowerCase(start, at);
        } else {
            skipDecimals();
            tokens.add("9");
        }
    }

    private boolean isCamelHump() {
        return Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
    }

    private boolean apostropheInside() {
        return at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    }

    private void skipDecimals() {
        while (at + 1 < text.length()
                && (text.charAt(at) == '.' || text.charAt(at) == ',')
                && Character.isDigit(text.charAt(at + 1))) {
            at += 2;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
    }

    private void addLowerCase(int from, int to) {
        tokens.openToken();
        char before = 0;
        char beforeThat = 0;
        for (int i = from; i < to; i++) {
            char c = isApostrophe(text.charAt(i)) ? '\'' : Character.toLowerCase(text.charAt(i));
            if (c != before || c != beforeThat) {
                tokens.append(c);
            }
            beforeThat = before;
            before = c;
        }
        tokens.closeToken();
    }

    /** Punctuation or a symbol; a run of the same mark is one token, in ASCII of at most three marks, else of one. */
    private void mark() {
        int mark = text.codePointAt(at);
        int size = Character.charCount(mark);
        int run = 0;
        int start = at;
        while (at < text.length() && text.codePointAt(at) == mark) {
            at += size;
            run++;
        }
        if (mark != 0xFE0F) {
            tokens.add(text.substring(start, start + size * Math.min(run, mark < 128 ? 3 : 1)));
        }
        if (endsSentence(mark)) {
            tokens.endSentence();
        }
    }

    private boolean endsSentence(int mark) {
        return switch (mark) {
            case '.', '!', '?' -> at == text.length() || Character.isWhitespace(text.charAt(at));
            case '。', '！', '？', '؟', '।' -> true;
            default -> false;
        };
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’';
    }

    private static boolean isWordStart(int codePoint) {
        return Character.isLetterOrDigit(codePoint);
    }

    private static boolean isWordPart(char c) {
        return (Character.isLetterOrDigit(c) && !isUnspaced(c))
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> c != '\uFE0F';
                    default -> false;
                };
    }

    /** Han, kana, Hangul, Thai, Lao, Khmer, Burmese: no spaces between words, or words that carry their grammar with them. */
    static boolean isUnspaced(int c) {
        return (c >= 0x2E80 && c <= 0x9FFF)
                || (c >= 0xAC00 && c <= 0xD7AF)
                || (c >= 0x0E00 && c <= 0x0EFF)
                || (c >= 0x1000 && c <= 0x109F)
                || (c >= 0x1780 && c <= 0x17FF)
                || (c >= 0x20000 && c <= 0x2FFFF);
    }
}
