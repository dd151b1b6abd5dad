package dev.switchboard.bootstrap.e2e.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.Lines;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the raw WebSockets.
public final class Softphone implements AutoCloseable {

    static final String EVENTS = "/v1/events";
    static final String SUBSCRIBE = "/v1/subscribe";
    static final String WELCOME = "{\"type\":\"tick\",\"message\":\"welcome\"}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SOON_SECONDS = 30;

    private final BlockingQueue<String> heard;
    private final CompletableFuture<Ending> ended;
    private final Consumer<String> voice;
    private final Runnable hangUp;

    /// @param code a close code of WebSocket
    record Ending(int code, String reason) {}

    private Softphone(
            BlockingQueue<String> heard,
            CompletableFuture<Ending> ended,
            Consumer<String> voice,
            Runnable hangUp) {
        this.heard = heard;
        this.ended = ended;
        this.voice = voice;
        this.hangUp = hangUp;
    }

    private static URI address(URI hub, String endpoint) {
        return URI.create("ws://localhost:" + hub.getPort() + endpoint);
    }

    /// A softphone on the JDK's client.
    static Softphone at(LiveHub hub, String endpoint) {
        return at(hub.entrance(), endpoint);
    }

    /// A softphone at this one of several hubs.
    static Softphone at(HubProcess hub, String endpoint) {
        return at(hub.url(), endpoint);
    }

    private static Softphone at(URI hub, String endpoint) {
        Ear ear = new Ear();
        WebSocket socket =
                HTTP.newWebSocketBuilder().buildAsync(address(hub, endpoint), ear).join();
        return new Softphone(
                ear.heard, ear.ended, text -> socket.sendText(text, true).join(), socket::abort);
    }

    private static final class Ear implements WebSocket.Listener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Ending> ended = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
            part.append(data);
            if (end) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.complete(new Ending(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended.complete(new Ending(1006, "broken"));
        }
    }

    /// A softphone on the `ws` of Node, in a separate process.
    ///
    /// @param home where it is installed
    static Softphone inNode(Path home, LiveHub hub, String endpoint) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Ending> ended = new CompletableFuture<>();
        try {
            Process process =
                    new ProcessBuilder(
                                    "node",
                                    "phone.js",
                                    address(hub.entrance(), endpoint).toString())
                            .directory(home.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            BufferedWriter orders = process.outputWriter(UTF_8);
            Lines.hear(
                    process,
                    line -> {
                        if (line.has("frame")) {
                            heard.add(line.path("frame").asString());
                        } else {
                            ended.complete(JSON.treeToValue(line, Ending.class));
                        }
                    });
            return new Softphone(heard, ended, text -> write(orders, text), process::destroy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(BufferedWriter orders, String text) {
        try {
            orders.write(JSON.writeValueAsString(text));
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Softphone says(String frame) {
        voice.accept(frame);
        return this;
    }

    Softphone signsIn(String token) {
        says(SeedFrames.with(token, SeedFrames.AUTH));
        assertThat(hearsText()).isEqualTo(WELCOME);
        return this;
    }

    public Softphone watches(String path) {
        return says("{\"type\":\"subscribe\",\"path\":\"" + path + "\"}");
    }

    Softphone watches(String path, long after) {
        return says("{\"type\":\"subscribe\",\"path\":\"%s\",\"after\":%d}".formatted(path, after));
    }

    /// The next frame, as its text.
    String hearsText() {
        try {
            String frame = heard.poll(SOON_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing came; " + ended);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while listening", e);
        }
    }

    public JsonNode hears() {
        return JSON.readTree(hearsText());
    }

    /// The frames that have arrived and are not read yet.
    List<JsonNode> heardSoFar() {
        List<String> frames = new ArrayList<>();
        heard.drainTo(frames);
        return frames.stream().map(JSON::readTree).toList();
    }

    /// The code of the next error.
    String hearsError() {
        JsonNode frame = hears();
        assertThat(frame.path("type").asString("")).as("%s", frame).isEqualTo("error");
        return frame.path("code").asString();
    }

    Ending awaitEnd() {
        return ended.orTimeout(SOON_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    /// Closes the connection without a close frame.
    @Override
    public void close() {
        hangUp.run();
    }
}
