package dev.gleaner.service;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gleaner.dev.DevRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry behind a proxy that speaks TLS and asks for name and password, as such registries are run. */
final class GuardedRegistry implements AutoCloseable {

    private final DevRegistry registry = DevRegistry.start(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpsServer proxy;

    GuardedRegistry(Certificate certificate, String name, String password)
            throws IOException, GeneralSecurityException {
        proxy = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        proxy.setExecutor(threads);
        proxy.createContext("/", this::passOn).setAuthenticator(new BasicAuthenticator("registry") {
            @Override
            public boolean checkCredentials(String givenName, String givenPassword) {
                return givenName.equals(name) && givenPassword.equals(password);
            }
        });
        proxy.start();
    }

    String url() {
        return "https://127.0.0.1:" + proxy.getAddress().getPort();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = HttpRequest.newBuilder(URI.create(registry.url() + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
        registry.close();
    }
}
