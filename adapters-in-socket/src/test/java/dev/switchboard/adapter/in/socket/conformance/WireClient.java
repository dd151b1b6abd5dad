package dev.switchboard.adapter.in.socket.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the server's Socket.IO endpoint by plain HTTP and WebSocket.
final class WireClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    WireClient(int port) {
        this.port = port;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(request(query).GET().build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getLater(String query) {
        return http.sendAsync(request(query).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String query, String body)
            throws IOException, InterruptedException {
        BodyPublisher content = BodyPublishers.ofString(body);
        return http.send(request(query).method(method, content).build(), BodyHandlers.ofString());
    }

    /// Opens a session by polling.
    ///
    /// @return the query for its further requests
    String poll() throws IOException, InterruptedException {
        HttpResponse<String> opened = get("EIO=4&transport=polling");
        if (opened.statusCode() != 200) {
            throw new AssertionError(opened.statusCode() + " " + opened.body());
        }
        JsonNode handshake = json(opened.body().substring(1));
        return "EIO=4&transport=polling&sid=" + handshake.get("sid").asString();
    }

    WireSocket webSocket(String query) {
        WireSocket socket = new WireSocket();
        http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/socket.io/?" + query), socket)
                .exceptionally(socket::failed)
                .join();
        return socket;
    }

    /// Opens a session by WebSocket and reads its first message.
    WireSocket session() throws InterruptedException {
        WireSocket socket = webSocket("EIO=4&transport=websocket");
        socket.next();
        return socket;
    }

    /// Opens a session and joins the namespace `/`.
    WireSocket joined() throws InterruptedException {
        WireSocket socket = session();
        socket.send("40");
        socket.nextMessage();
        socket.nextMessage();
        return socket;
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/socket.io/?" + query));
    }
}
