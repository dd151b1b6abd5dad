package dev.switchboard.bootstrap.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes OpenTelemetry spans over HTTP, like a collector, and keeps them.
final class TraceReceiver implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final HttpServer server;
    private final Queue<String> exports = new ConcurrentLinkedQueue<>();

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    static TraceReceiver open() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            TraceReceiver receiver = new TraceReceiver(HttpServer.create(address, 0));
            receiver.server.createContext(PATH, receiver::take);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            // protobuf leaves texts unchanged, so they can be found without decoding
            exports.add(
                    new String(
                            exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /// All received bytes, as a text.
    String received() {
        return String.join("\n", exports);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
