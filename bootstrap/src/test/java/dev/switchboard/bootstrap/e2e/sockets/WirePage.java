package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A customer's page on a plain WebSocket, for cases that no stock client has: it uses the `pid` of
/// another, stops reading, or is one of thousands. It acknowledges its events, and never reconnects
/// by itself.
final class WirePage implements WebSocket.Listener, AutoCloseable {

    /// The connection was lost without a close frame.
    static final int BROKEN = 1006;

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern EVENT = Pattern.compile("42(\\d*)(\\[.*)", Pattern.DOTALL);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();

    private final String auth;
    private final StringBuilder partial = new StringBuilder();
    private final List<JsonNode> updates = new ArrayList<>();
    private final CompletableFuture<WirePage> welcomed = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
    private volatile JsonNode identity = JsonNodeFactory.instance.objectNode();
    private volatile boolean acknowledging = true;
    private volatile boolean reading = true;

    private WirePage(Map<String, ?> auth) {
        this.auth = JSON.writeValueAsString(auth);
    }

    /// Opens a page.
    ///
    /// @return completes when the hub has accepted it
    static CompletableFuture<WirePage> comingTo(URI hub, Map<String, ?> auth) {
        WirePage page = new WirePage(auth);
        URI address =
                URI.create(
                        "ws://localhost:"
                                + hub.getPort()
                                + "/socket.io/?EIO=4&transport=websocket");
        CompletableFuture<?> _ =
                HTTP.newWebSocketBuilder()
                        .buildAsync(address, page)
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                page.welcomed.completeExceptionally(failure);
                            }
                        });
        return page.welcomed.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    static WirePage at(URI hub, Map<String, ?> auth) {
        return comingTo(hub, auth).join();
    }

    @Override
    public synchronized void onOpen(WebSocket opened) {
        sending.complete(opened);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String packet = partial.toString();
            partial.setLength(0);
            hear(packet);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    private void hear(String packet) {
        Matcher event = EVENT.matcher(packet);
        if (event.matches()) {
            hear(event.group(1), JSON.readTree(event.group(2)));
        } else if (packet.equals("2")) {
            pong();
        } else if (packet.startsWith("0")) {
            say("40" + auth);
        } else if (packet.startsWith("40")) {
            identity = JSON.readTree(packet.substring(2));
        } else {
            welcomed.completeExceptionally(new IllegalStateException(packet));
        }
    }

    private void hear(String ackId, JsonNode event) {
        switch (event.get(0).asString()) {
            case "connected" -> welcomed.complete(this);
            case "webhook_update" -> keep(event.get(1));
            default -> {}
        }
        if (acknowledging && !ackId.isEmpty()) {
            say("43" + ackId + "[{\"ok\":true}]");
        }
    }

    private void keep(JsonNode update) {
        synchronized (updates) {
            updates.add(update);
        }
    }

    /// Sends a pong, with or without a ping.
    void pong() {
        say("3");
    }

    /// Waits, and sends pongs meanwhile.
    void livesUntil(Callable<Boolean> done) {
        await().atMost(SOON)
                .until(() -> {
                    pong();
                    return done.call();
                });
    }

    /// Sends packets one after the other: the JDK's WebSocket refuses a frame while it sends
    /// another.
    synchronized void say(String packet) {
        sending = sending.thenCompose(open -> open.sendText(packet, true));
    }

    /// Sends a part of a packet without its end.
    synchronized void begin(String part) {
        sending = sending.thenCompose(open -> open.sendText(part, false));
    }

    /// Stops acknowledging.
    void acknowledgeNothing() {
        acknowledging = false;
    }

    /// Stops reading.
    void stall() {
        reading = false;
    }

    /// The secret of its session.
    String pid() {
        return identity.path("pid").asString();
    }

    String socketId() {
        return identity.path("sid").asString();
    }

    /// The received `webhook_update`s, oldest first.
    List<JsonNode> updates() {
        synchronized (updates) {
            return List.copyOf(updates);
        }
    }

    /// @return the updates, once there are this many
    List<JsonNode> awaitUpdates(int count) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .failFast("The connection ended", () -> closed.isDone() && heard() < count)
                .untilAsserted(() -> assertThat(updates()).hasSizeGreaterThanOrEqualTo(count));
        return updates();
    }

    private int heard() {
        synchronized (updates) {
            return updates.size();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code, "closed with " + code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(BROKEN, "lost");
    }

    private void end(int code, String how) {
        welcomed.completeExceptionally(new IOException("The connection was " + how));
        closed.complete(code);
    }

    /// @return the close code, once the connection is closed
    int awaitEnd() {
        return closed.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Closes the connection without a close frame.
    @Override
    public void close() {
        CompletableFuture<?> _ = sending.thenAccept(WebSocket::abort);
    }
}
