package dev.gleaner.recipes.ask;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a service is that speaks OpenAI's protocol.
 *
 * @param url up to and with its version: {@code http://localhost:8000/v1}
 * @param key what the service knows us by, if it asks for that; never printed
 * @param patience how long to wait for one answer, connecting and reading included
 */
public record Endpoint(URI url, Optional<String> key, Duration patience) {

    /** Refuses an address that no request can be sent to, and a key that no header can hold. */
    public Endpoint {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The URL of the language models is no address of a service; give one like http://localhost:8000/v1");
        }
        if (!key.orElse("none").matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "The key of the language models is empty, or has spaces, line ends or characters that a key cannot have");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("The time to wait for an answer must be longer than nothing");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Endpoint[url=" + url + ", key=" + (key.isPresent() ? "…" : "none") + ", patience=" + patience + "]";
    }
}
