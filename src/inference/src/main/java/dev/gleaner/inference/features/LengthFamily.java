package dev.gleaner.inference.features;

/** Lengths in steps, punctuation and case: "ok" and a page of text are different acts. */
final class LengthFamily implements FeatureFamily {

    @Override
    public String name() {
        return "length";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Tokens tokens = reading.followUp;
        String text = reading.followUpText.strip();
        sink.set("words " + step(tokens.count()));
        sink.set("sentences " + Math.min(tokens.sentences(), 6));
        sink.set("head words " + step(tokens.sentenceStart(1)));
        sink.set("response " + step(reading.responseText.length()));
        sink.set("prompt " + step(reading.promptText.length()));
        sink.set("against prompt " + (step(text.length()) - step(reading.promptText.length())));
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        sink.set("ends " + (Character.isLetterOrDigit(last) ? "a" : String.valueOf(last)));
        sink.set("questions " + Math.min(3, count(text, '?') + count(text, '？')));
        sink.set("exclamations " + Math.min(3, count(text, '!') + count(text, '！')));
        sink.set("lines " + step(count(text, '\n')));
        if (!text.isEmpty()) {
            sink.set("starts lower " + Character.isLowerCase(text.charAt(0)));
            sink.set("foreign " + (text.chars().filter(c -> c > 127).count() * 4 / text.length()));
        }
        if (shouts(text)) {
            sink.set("shouts");
        }
        sink.set("asked, words " + reading.responseEndsAsking + Math.min(4, step(tokens.count())));
        sink.endValued(0.25f);
    }

    /** Powers of two: 0, 1, 2–3, 4–7, … */
    private static int step(int n) {
        return 32 - Integer.numberOfLeadingZeros(n);
    }

    private static int count(String text, char mark) {
        return (int) text.chars().filter(c -> c == mark).count();
    }

    /** A word of four or more capitals. */
    private static boolean shouts(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = Character.isUpperCase(text.charAt(i)) ? run + 1 : 0;
            if (run >= 4) {
                return true;
            }
        }
        return false;
    }
}
