package dev.gleaner.training.teacher;

import java.net.URI;
import java.time.Duration;

/**
 * Where a teacher is.
 *
 * @param url of an OpenAI-compatible service, up to and with its version: {@code http://localhost:8000/v1}
 * @param model as the service names it
 * @param patience how long to wait for one answer
 * @param retries how often a request is sent again when the service is busy, fails, or does not answer in time
 */
public record Endpoint(URI url, String model, Duration patience, int retries) {

    /** Refuses an address that no request can be sent to. */
    public Endpoint {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "--llm-url is no address of a service; give one like http://localhost:8000/v1");
        }
    }

    /** A service, with a minute's patience and four retries. */
    public static Endpoint of(URI url, String model) {
        return new Endpoint(url, model, Duration.ofMinutes(1), 4);
    }
}
