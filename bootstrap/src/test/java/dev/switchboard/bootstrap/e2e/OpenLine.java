package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection that was opened with a token and stays open: as an agent's console, as a softphone
/// or as a customer.
final class OpenLine implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofMinutes(1);

    private final String welcome;
    private final String farewell;
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    private OpenLine(String welcome, String farewell) {
        this.welcome = welcome;
        this.farewell = farewell;
    }

    static OpenLine console(URI hub, String token) {
        return open(
                new OpenLine("agent.ready", "41/agent"),
                hub,
                "/socket.io/?EIO=4&transport=websocket",
                "40/agent,{\"token\":\"" + token + "\"}");
    }

    static OpenLine customer(URI hub, String token) {
        return open(
                new OpenLine("\"connected\"", "41"),
                hub,
                "/socket.io/?EIO=4&transport=websocket",
                "40{\"token\":\"" + token + "\"}");
    }

    static OpenLine softphone(URI hub, String token) {
        return open(
                new OpenLine("welcome", "INVALID_TOKEN"),
                hub,
                "/v1/events",
                """
                {"type":"auth","accessToken":"%s","client":{"name":"CTI 2.0","version":"1"}}\
                """
                        .formatted(token));
    }

    private static OpenLine open(OpenLine line, URI hub, String path, String hello) {
        URI address = URI.create("ws://localhost:" + hub.getPort() + path);
        WebSocket socket = HTTP.newWebSocketBuilder().buildAsync(address, line).join();
        line.socket = socket;
        socket.sendText(hello, true).join();
        line.welcomed.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        return line;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            String text = part.toString();
            part.setLength(0);
            if (text.contains(welcome)) {
                welcomed.complete(null);
            }
            if (text.startsWith(farewell) || text.contains(farewell)) {
                ended.complete(text);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended.complete(code + " " + reason);
        welcomed.completeExceptionally(new IllegalStateException(code + " " + reason));
        return null;
    }

    void awaitEnd() {
        assertThat(ended).succeedsWithin(SOON);
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
