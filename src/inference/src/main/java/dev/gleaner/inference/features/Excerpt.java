package dev.gleaner.inference.features;

/**
 * Cuts long texts as the texts of the labelled exchanges are cut. The model sees at run time what it saw in training, and the cost of
 * an exchange stays bounded whatever a user pastes. Lengths are in UTF-16 units.
 */
final class Excerpt {

    static final int PROMPT = 600;
    static final int RESPONSE = 900;
    static final int FOLLOW_UP = 600;

    private static final String GAP = "\n[…]\n";

    private Excerpt() {}

    /** Keeps the start: what users say of an answer they say first, and a pasted log comes after it. */
    static String head(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, whole(text, limit - 1)) + "…";
    }

    /** Keeps start and end: a response states what it did at its start, and asks or offers at its end. */
    static String headAndTail(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int half = (limit - GAP.length()) / 2;
        return text.substring(0, whole(text, half)) + GAP + text.substring(whole(text, text.length() - half));
    }

    /** Moves a cut off the middle of a surrogate pair. */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
