package dev.gleaner.topology.pair;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.PairMethod;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The deterministic name of a pair, so that the same input gives the same pair and a tombstone finds it. */
final class PairId {

    private static final int BYTES = 16;

    private PairId() {}

    /**
     * The id of a pair.
     *
     * @param rejected turn id of the rejected answer
     * @param chosen turn id of the chosen answer, or id of the signal that brought it
     * @return 32 hexadecimal digits
     */
    static String of(String conversationId, PairMethod method, String rejected, String chosen) {
        var parts = String.join("\0", conversationId, method.name(), rejected, chosen);
        var digest = sha256().digest(parts.getBytes(UTF_8));
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
