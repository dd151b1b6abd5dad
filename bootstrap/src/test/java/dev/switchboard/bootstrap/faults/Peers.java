package dev.switchboard.bootstrap.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.bootstrap.e2e.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A server of the tests that outlives the hub and can be away for a while.
final class Peers implements AutoCloseable {

    private static final long AN_HOUR = 3600;
    private static final int GOODBYE_SECONDS = 2;

    private final int port = Ports.free();
    private @Nullable HttpServer server;

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void open(HttpHandler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            HttpServer opened = HttpServer.create(address, 0);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            opened.createContext("/", handler);
            opened.start();
            server = opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on connections to it are refused. It goes away between two calls, because a call
    /// that it recorded but did not answer would rightly be repeated.
    @Override
    public void close() {
        HttpServer open = server;
        if (open != null) {
            open.stop(GOODBYE_SECONDS);
            server = null;
        }
    }

    static String bodyOf(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// When the hub signed what it sent. The clock of a hub may be wrong by hours, which do not
    /// count.
    static long sentSecond(HttpExchange exchange) {
        String signed = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        long ahead = Long.parseLong(signed) - Instant.now().getEpochSecond();
        return Long.parseLong(signed) - AN_HOUR * Math.round((double) ahead / AN_HOUR);
    }

    static void refuseIt(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(503, -1);
        }
    }

    static void takeIt(HttpExchange exchange) throws IOException {
        byte[] answer = "{\"taken\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
