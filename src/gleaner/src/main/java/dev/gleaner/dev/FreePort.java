package dev.gleaner.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine that nobody listens on. */
final class FreePort {

    /**
     * Below the range from which systems pick ports for outgoing connections (Linux: 32768 and up): such a pick between our look and
     * the broker's bind would end the process.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_767;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** A port that was free a moment ago. */
    static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port free between " + FIRST + " and " + LAST + "; name one that is");
    }

    /**
     * Sees to it that a port is free.
     *
     * @throws IllegalStateException if somebody listens there
     */
    static void require(int port) {
        if (!isFree(port)) {
            throw new IllegalStateException(
                    "Port " + port + " is in use: choose another, or leave it out for a free one");
        }
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
