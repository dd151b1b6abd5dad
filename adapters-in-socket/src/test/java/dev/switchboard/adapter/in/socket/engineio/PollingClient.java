package dev.switchboard.adapter.in.socket.engineio;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/// A client that polls.
final class PollingClient {

    private final EngineFixture engine;
    private final String open;
    private final String query;

    PollingClient(EngineFixture engine) {
        this.engine = engine;
        this.open = engine.get("EIO=4&transport=polling").body();
        this.query = "EIO=4&transport=polling&sid=" + sid();
    }

    String sid() {
        return open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    HttpResponse<String> get() {
        return engine.get(query);
    }

    CompletableFuture<HttpResponse<String>> getLater() {
        return engine.getLater(query);
    }

    HttpResponse<String> post(String body) {
        return engine.post(query, body);
    }

    /// The query of its requests.
    String query() {
        return query;
    }

    /// A WebSocket with its id.
    SocketClient socket() {
        return engine.socket("EIO=4&transport=websocket&sid=" + sid());
    }
}
