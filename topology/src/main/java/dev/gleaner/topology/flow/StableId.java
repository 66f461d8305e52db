package dev.gleaner.topology.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for what the harvest derives: the same input gives the same name, so that a repetition replaces and a tombstone finds it. */
public final class StableId {

    private static final int BYTES = 16;

    private StableId() {}

    /**
     * The name of what these parts make, in this order.
     *
     * @param parts none with a zero byte
     * @return 32 hexadecimal digits, of SHA-256
     */
    public static String of(String... parts) {
        var digest = sha256().digest(String.join("\0", parts).getBytes(UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
