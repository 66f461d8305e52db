package dev.gleaner.schema.serde;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry over HTTP that gives one answer to everything, and remembers what it was asked. */
final class Registry implements AutoCloseable {

    private final HttpServer server;
    private final List<String> questions = new CopyOnWriteArrayList<>();

    private Registry(int status, String body) throws IOException {
        byte[] answer = body.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            questions.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    static Registry answering(int status, String body) throws IOException {
        return new Registry(status, body);
    }

    /** Answers with an error of the Confluent protocol. */
    static Registry refusing(int status, int code) throws IOException {
        return new Registry(status, "{\"error_code\":" + code + ",\"message\":\"no\"}");
    }

    RegistryConnection connection() {
        return new RegistryConnection(
                List.of("http://127.0.0.1:" + server.getAddress().getPort()), Map.of(), true);
    }

    List<String> questions() {
        return questions;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
