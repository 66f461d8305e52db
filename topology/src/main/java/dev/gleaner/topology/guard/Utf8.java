package dev.gleaner.topology.guard;

/** Measures text as it is stored. */
public final class Utf8 {

    private Utf8() {}

    /**
     * The length in UTF-8, without encoding.
     *
     * @param text any text
     * @return bytes
     */
    public static long length(String text) {
        long bytes = text.length();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes: two for each half
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
