package dev.gleaner.service;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.function.Supplier;

/** What the service tells over HTTP: {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class Endpoints implements AutoCloseable {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Javalin server;

    private Endpoints(Javalin server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param host address to listen on
     * @param port 0 for a free one
     * @param health asked at each probe
     * @param metrics in the text format of Prometheus, asked at each scrape
     * @throws IllegalStateException if the port cannot be had
     */
    static Endpoints start(String host, int port, Supplier<Health> health, Supplier<String> metrics) {
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/health/live", context -> {
                var now = health.get();
                answer(context, now.live(), now);
            });
            config.routes.get("/health/ready", context -> {
                var now = health.get();
                answer(context, now.ready(), now);
            });
            config.routes.get(
                    "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(metrics.get()));
        });
        try {
            return new Endpoints(server.start(host, port));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Health and metrics cannot listen on " + host + ":" + port
                            + ": set http.port to a free port, or to 0",
                    e);
        }
    }

    private static void answer(Context context, boolean good, Health health) {
        context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .json(Map.of("status", good ? "UP" : "DOWN", "state", health.state()));
    }

    /** The port that it listens on. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
