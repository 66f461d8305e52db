package dev.gleaner.training;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name that follows from content. */
public final class Digest {

    private Digest() {}

    /**
     * The first bytes of the SHA-256 of the parts one after the other, in hexadecimal.
     *
     * @param bytes how many, 1 to 32
     * @param parts in order; where one ends and the next begins is not told apart
     */
    public static String of(int bytes, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
