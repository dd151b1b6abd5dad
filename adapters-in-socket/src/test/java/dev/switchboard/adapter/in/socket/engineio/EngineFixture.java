package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;

/// An engine in its own server, on a free port, with a clock that can be advanced.
final class EngineFixture implements AutoCloseable {

    static final String PATH = "/engine.io/";

    /// It is small, so that unread data waits in the engine and not in the system.
    private static final int SEND_BUFFER = 64 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final AtomicLong ahead = new AtomicLong();
    private final EngineServer engine;
    final Recorder recorder = new Recorder();
    final Tally tally = new Tally();

    EngineFixture(EngineSettings settings) {
        this(settings, new EchoListener());
    }

    EngineFixture(EngineSettings settings, EngineListener listener) {
        recorder.record(listener);
        engine =
                new EngineServer(
                        settings,
                        recorder,
                        tally,
                        scheduler,
                        new SecureRandom(),
                        () -> System.nanoTime() + ahead.get());
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        server.addConnector(connector);
        server.setHandler(engine.before(new DefaultHandler()));
        start();
    }

    /// An echoing engine with the usual timings.
    static EngineFixture echoing() {
        return new EngineFixture(settings());
    }

    static EngineSettings settings() {
        return new EngineSettings(
                PATH,
                EngineSettings.Timing.defaults(),
                EngineSettings.Limits.defaults(),
                Set.of(Transport.values()),
                Set.of());
    }

    /// Limits for a network that may use all places, except those for unbound connections.
    static EngineSettings.Limits limits(
            int maxPayload, int connections, int unbound, int queuePackets, int queueBytes) {
        return new EngineSettings.Limits(
                maxPayload,
                4096,
                new NetworkLimits.Limits(connections, 10_000, unbound, 1_000_000),
                queuePackets,
                queueBytes,
                ByteBudget.ofUnfinished(),
                ByteBudget.ofWaiting());
    }

    /// Settings for messages in fragments.
    static EngineSettings unfinished(long bytes) {
        EngineSettings.Limits usual = EngineSettings.Limits.defaults();
        return settings(
                new EngineSettings.Limits(
                        usual.maxPayload(),
                        usual.maxHandshakeHeaders(),
                        usual.networks(),
                        usual.queuePackets(),
                        usual.queueBytes(),
                        bytes,
                        ByteBudget.ofWaiting()));
    }

    /// Settings for sessions of one network.
    static EngineSettings settings(NetworkLimits.Limits networks) {
        return settings(
                new EngineSettings.Limits(
                        1_000,
                        4096,
                        networks,
                        512,
                        1 << 20,
                        ByteBudget.ofUnfinished(),
                        ByteBudget.ofWaiting()));
    }

    static EngineSettings settings(EngineSettings.Limits limits) {
        EngineSettings plain = settings();
        return new EngineSettings(
                PATH, plain.timing(), limits, plain.transports(), plain.allowedOrigins());
    }

    static EngineSettings settings(EngineSettings.Timing timing) {
        EngineSettings plain = settings();
        return new EngineSettings(
                PATH, timing, plain.limits(), plain.transports(), plain.allowedOrigins());
    }

    private void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the test server does not start", e);
        }
    }

    EngineServer engine() {
        return engine;
    }

    int port() {
        return connector.getLocalPort();
    }

    /// Advances the engine's clock.
    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    /// The address for a request with this query.
    URI uri(String scheme, String query) {
        return URI.create(scheme + "://127.0.0.1:" + port() + PATH + "?" + query);
    }

    HttpResponse<String> get(String query) {
        return send(HttpRequest.newBuilder(uri("http", query)).build());
    }

    CompletableFuture<HttpResponse<String>> getLater(String query) {
        return http.sendAsync(
                HttpRequest.newBuilder(uri("http", query)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String query, String body) {
        return send(request(query).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(uri("http", query));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the engine does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Runs a task beside the test, not in the common pool, which the HTTP client needs.
    <T> CompletableFuture<T> meanwhile(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, background);
    }

    /// A polling session.
    PollingClient poll() {
        return new PollingClient(this);
    }

    /// A WebSocket session; its open packet has been read.
    SocketClient connect() {
        SocketClient client = socket("EIO=4&transport=websocket");
        client.next();
        return client;
    }

    /// A WebSocket for any query.
    SocketClient socket(String query) {
        return SocketClient.open(http, uri("ws", query));
    }

    @Override
    public void close() {
        http.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the test server does not stop", e);
        }
        scheduler.shutdownNow();
        background.shutdownNow();
    }
}
