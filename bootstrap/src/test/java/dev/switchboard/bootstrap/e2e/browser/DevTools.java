package dev.switchboard.bootstrap.e2e.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Chromium's own protocol: commands, their results and the events of pages, over one WebSocket.
final class DevTools implements AutoCloseable, WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 240;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket line;

    DevTools(URI address) {
        this.line = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /// @param session of a page; null for the browser itself
    JsonNode ask(String method, Map<String, ?> parameters, @Nullable String session) {
        ObjectNode command = JSON.createObjectNode().put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            command.put("sessionId", session);
        }
        JsonNode answer = send(command).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    /// Tells of each event of a page, before the result of any command that is sent after it.
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    /// Asks the browser to end, which it may do without an answer.
    void endBrowser() {
        var _ = send(JSON.createObjectNode().put("method", "Browser.close"));
    }

    private CompletableFuture<JsonNode> send(ObjectNode command) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        waiting.put(id, result);
        synchronized (line) {
            line.sendText(command.put("id", id).toString(), true).join();
        }
        return result;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = JSON.readTree(partial.toString());
            partial.setLength(0);
            CompletableFuture<JsonNode> result = waiting.remove(message.path("id").asInt(-1));
            if (result != null) {
                result.complete(message);
            }
            Consumer<JsonNode> listener = listeners.get(message.path("sessionId").asString(""));
            if (listener != null && message.has("method")) {
                listener.accept(message);
            }
        }
        from.request(1);
        return null;
    }

    /// Whoever waits learns at once why no answer comes.
    @Override
    public void onError(WebSocket from, Throwable error) {
        waiting.values().forEach(result -> result.completeExceptionally(error));
    }

    @Override
    public void close() {
        line.abort();
        http.shutdownNow();
    }
}
