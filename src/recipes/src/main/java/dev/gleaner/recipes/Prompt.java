package dev.gleaner.recipes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a recipe tells a model to do.
 *
 * @param version name of the recipe and of this text; another text has another version: {@code judge-1}
 * @param text the instructions
 */
public record Prompt(String version, String text) {

    private static final int HASH_DIGITS = 8;

    /** A text of somebody's own for a recipe, named after its content. */
    static Prompt own(String recipe, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Prompt(recipe + "-" + HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS), text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
